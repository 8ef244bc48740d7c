using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptToImage.AwsEmulator.Rules.Patterns;

/// <summary>The operator <c>numeric</c>: one comparison, or the two ends of a range.</summary>
internal static class NumericRange
{
    /// <param name="operand">For example <c>["&gt;", 0, "&lt;=", 5]</c>.</param>
    public static Func<double, bool> Parse(JsonNode? operand)
    {
        if (operand is not JsonArray { Count: 2 or 4 } parts)
        {
            throw RuleErrors.InvalidPattern("Invalid numeric match: one or two comparisons are needed");
        }

        var comparisons = parts.Chunk(2).Select(pair => Comparison(pair[0], pair[1])).ToList();
        return value => comparisons.TrueForAll(comparison => comparison(value));
    }

    /// <summary>The number of a JSON value; null for another type.</summary>
    public static double? NumberIn(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : null;

    private static Func<double, bool> Comparison(JsonNode? sign, JsonNode? operand)
    {
        var limit = NumberIn(operand) ?? throw RuleErrors.InvalidPattern("Invalid numeric match: a comparison needs a number");
        return sign?.GetValueKind() == JsonValueKind.String
            ? sign.GetValue<string>() switch
            {
                "=" => value => value == limit,
                "<" => value => value < limit,
                "<=" => value => value <= limit,
                ">" => value => value > limit,
                ">=" => value => value >= limit,
                var other => throw RuleErrors.InvalidPattern($"Unrecognized numeric range operator: {other}"),
            }
            : throw RuleErrors.InvalidPattern("Invalid numeric match: a comparison begins with an operator");
    }
}
