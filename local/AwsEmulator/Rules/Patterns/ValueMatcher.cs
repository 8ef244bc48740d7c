using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptToImage.AwsEmulator.Rules.Patterns;

/// <summary>
/// The conditions on a field's values,
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html. IP addresses (<c>cidr</c>) are not offered.
/// </summary>
internal static class ValueMatcher
{
    /// <summary>A function that tells whether one of a field's values matches; a field that does not exist has no values.</summary>
    public static Func<IReadOnlyList<JsonNode?>, bool> Create(string field, JsonNode? condition)
    {
        if (condition is not JsonObject comparison)
        {
            return condition is JsonArray
                ? throw RuleErrors.InvalidPattern($"\"{field}\" has an array as a value")
                : values => values.Any(value => JsonNode.DeepEquals(value, condition));
        }

        if (comparison.Count != 1)
        {
            throw RuleErrors.InvalidPattern($"\"{field}\" has a condition with {comparison.Count} operators");
        }

        var (name, operand) = comparison.First();
        switch (name)
        {
            case "exists":
                var exists = operand?.GetValueKind() switch
                {
                    JsonValueKind.True => true,
                    JsonValueKind.False => false,
                    _ => throw RuleErrors.InvalidPattern("exists match pattern must be either true or false"),
                };
                return values => values.Count > 0 == exists;
            case "anything-but":
                var excluded = Excluded(operand);
                return values => values.Any(value => !excluded(value));
            case "numeric":
                var range = NumericRange.Parse(operand);
                return values => values.Any(value => Number(value) is { } number && range(number));
            default:
                var matches = TextMatcher.Find(name, operand) ?? throw RuleErrors.InvalidPattern($"Unrecognized match type {name}");
                return values => values.Any(value => Text(value) is { } text && matches(text));
        }
    }

    private static Func<JsonNode?, bool> Excluded(JsonNode? operand)
    {
        switch (operand)
        {
            case JsonArray { Count: > 0 } array:
                return value => array.Any(item => JsonNode.DeepEquals(value, item));
            case JsonObject { Count: 1 } comparison:
                var (name, texts) = comparison.First();
                var matchers = (texts is JsonArray many ? [.. many] : new[] { texts })
                    .Select(text => TextMatcher.Find(name, text) ?? throw RuleErrors.InvalidPattern($"Unsupported anything-but pattern: {name}"))
                    .ToList();
                return value => Text(value) is { } text && matchers.Exists(matches => matches(text));
            case JsonValue:
                return value => JsonNode.DeepEquals(value, operand);
            default:
                throw RuleErrors.InvalidPattern("Invalid anything-but list");
        }
    }

    private static string? Text(JsonNode? value) => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static double? Number(JsonNode? value) => NumericRange.NumberIn(value);
}
