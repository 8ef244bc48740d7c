using System.Diagnostics;
using PromptToImage.Jsonata;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Bench.Expressions;

/// <summary>One expression with its input.</summary>
internal sealed class JsonataCase(string name, string expression, JsonValue? input, JsonObject? bindings)
{
    private const int Customers = 20;

    private static readonly Random SeededRandom = new(1);

    private readonly JsonataExpression _parsed = JsonataExpression.Parse(expression);
    private readonly EvaluationSettings _settings = new()
    {
        Now = DateTimeOffset.UnixEpoch,
        Random = () => SeededRandom,
        Variables = bindings is { } known ? name => known[name] : null,
    };

    public string Name => name;

    /// <summary>A hundred orders of three items, and their customers.</summary>
    public static JsonValue Orders() =>
        JsonObject.From(
            ("orders", JsonArray.From(Enumerable.Range(0, 100).Select(Order))),
            (
                "customers",
                JsonArray.From(
                    Enumerable
                        .Range(0, Customers)
                        .Select(i => JsonObject.From(("name", JsonValue.From($"customer {i}")), ("city", JsonValue.From($"city {i % 7}"))))
                )
            )
        );

    /// <returns>Evaluations per second, after half of the duration without counting.</returns>
    public double Measure(TimeSpan duration)
    {
        Run(duration / 2);
        return Run(duration);
    }

    public JsonValue ToJson()
    {
        var builder = new JsonObjectBuilder().Set("name", JsonValue.From(name)).Set("expression", JsonValue.From(expression));
        if (input is not null)
        {
            builder.Set("input", input);
        }

        return builder.Set("bindings", bindings ?? JsonObject.Empty).Build();
    }

    private static JsonObject Order(int number) =>
        JsonObject.From(
            ("id", JsonValue.From($"o{number}")),
            ("customer", JsonValue.From($"customer {number % Customers}")),
            ("total", JsonValue.From(number * 37 % 1000)),
            (
                "items",
                JsonArray.From(
                    Enumerable
                        .Range(0, 3)
                        .Select(i =>
                            JsonObject.From(
                                ("sku", JsonValue.From($"part-{number * 3 + i}")),
                                ("price", JsonValue.From(number % 9 + i + 0.5)),
                                ("quantity", JsonValue.From(i + 1))
                            )
                        )
                )
            )
        );

    private double Run(TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var done = 0L;
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            _parsed.Evaluate(input, _settings);
            done++;
        }

        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
