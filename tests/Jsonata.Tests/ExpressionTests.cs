using PromptToImage.Jsonata.Functions;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Tests;

/// <summary>The library's interface: parse once, evaluate with bindings, functions, time and chance, and end at limits.</summary>
public sealed class ExpressionTests
{
    [Fact]
    public void One_expression_serves_many_evaluations_in_parallel()
    {
        var expression = JsonataExpression.Parse("$sum(items.(price * quantity))");
        Parallel.For(
            0,
            1000,
            i =>
            {
                var input = JsonValue.Parse($$"""{"items": [{"price": {{i}}, "quantity": 2}, {"price": 1, "quantity": 1}]}""");
                Assert.Equal(JsonValue.From(2 * i + 1), expression.Evaluate(input, Evaluations.Settings));
            }
        );
    }

    [Fact]
    public void Parts_of_the_input_are_returned_without_a_copy()
    {
        var input = JsonValue.Parse("""{"a": {"b": [1, 1.0]}}""");

        Assert.Same(input["a"], JsonataExpression.Parse("a").Evaluate(input, Evaluations.Settings));
        Assert.Equal("[1,1.0]", JsonataExpression.Parse("a.b").Evaluate(input, Evaluations.Settings)!.ToJson());
    }

    [Fact]
    public void The_program_provides_variables()
    {
        var variables = JsonValue.Parse("""{"x": {"y": [1, 2]}, "sum": 7}""");
        var settings = Evaluations.Settings with { Variables = name => variables[name] };

        Assert.Equal("[3,7]", Evaluations.Json("[$count($x.y) + 1, $sum]", settings: settings));
    }

    [Fact]
    public void A_custom_function_receives_json_and_the_settings()
    {
        var functions = FunctionSet.BuiltIn.With(
            new JsonataFunction(
                "describe",
                "<x-n?:s>",
                2,
                (arguments, settings) => JsonValue.From($"{arguments[0]?.ToJson()} {arguments[1]?.ToJson()} {settings.Now.Year}")
            )
        );
        var settings = Evaluations.Settings with { Functions = functions };

        Assert.Equal("\"[1,2] 3 2026\"", Evaluations.Json("$describe(a.b, 3)", """{"a": [{"b": 1}, {"b": 2}]}""", settings));
        Assert.Equal("""["1  2026","2  2026"]""", Evaluations.Json("a.b.$describe()", """{"a": [{"b": 1}, {"b": 2}]}""", settings));
    }

    [Fact]
    public void An_error_of_a_custom_function_gets_its_name_and_position()
    {
        var functions = FunctionSet.BuiltIn.With(new JsonataFunction("fail", "<:x>", 0, (_, _) => throw new JsonataException("D9999", "no")));
        var error = Evaluations.Fails("1 + $fail()", settings: Evaluations.Settings with { Functions = functions });

        Assert.Equal(("D9999", "no", 10, "\"fail\""), (error.Code, error.Message, error.Position, error.Token?.ToJson()));
    }

    [Fact]
    public void A_custom_function_replaces_a_built_in_one() =>
        Assert.Equal(
            "42",
            Evaluations.Json(
                "$random()",
                settings: Evaluations.Settings with
                {
                    Functions = FunctionSet.BuiltIn.With(new JsonataFunction("random", "<n?:n>", 1, (_, _) => JsonValue.From(42))),
                }
            )
        );

    [Fact]
    public void A_function_is_not_a_result()
    {
        Assert.Null(Evaluations.Evaluate("$sum"));
        Assert.Equal("""{"a":[null,1]}""", Evaluations.Json("""{"a": [$sum, 1], "b": function($x){$x}}"""));
    }

    [Fact]
    public void Time_and_chance_are_those_of_the_settings()
    {
        Assert.Equal("\"2026-01-02T03:04:05.678Z\"", Evaluations.Json("$now()"));
        Assert.Equal("1767323045678", Evaluations.Json("$millis()"));
        Assert.Equal(Shuffled(1), Shuffled(1));
        Assert.NotEqual(Shuffled(1), Shuffled(2));

        static string Shuffled(int seed)
        {
            var random = new Random(seed);
            return Evaluations.Json("[$random(), $shuffle([1..20])]", settings: Evaluations.Settings with { Random = () => random });
        }
    }

    [Fact]
    public void A_cancelled_evaluation_ends()
    {
        var settings = Evaluations.Settings with { Cancellation = new CancellationToken(canceled: true) };

        Assert.Throws<OperationCanceledException>(() => Evaluations.Evaluate("$sum([1..10000].($ * 2))", settings: settings));
    }
}
