using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Tests;

/// <summary>Evaluates expressions in tests, at a fixed time and with fixed chance.</summary>
internal static class Evaluations
{
    private static readonly Random SeededRandom = new(1);

    public static EvaluationSettings Settings { get; } =
        new() { Now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), Random = () => SeededRandom };

    public static JsonValue? Evaluate(string expression, string? input = null, EvaluationSettings? settings = null) =>
        JsonataExpression.Parse(expression).Evaluate(input is null ? null : JsonValue.Parse(input), settings ?? Settings);

    /// <summary>The result as JSON; "undefined" for none.</summary>
    public static string Json(string expression, string? input = null, EvaluationSettings? settings = null) =>
        Evaluate(expression, input, settings)?.ToJson() ?? "undefined";

    public static JsonataException Fails(string expression, string? input = null, EvaluationSettings? settings = null) =>
        Assert.Throws<JsonataException>(() => Evaluate(expression, input, settings));
}
