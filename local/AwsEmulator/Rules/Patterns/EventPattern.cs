using System.Text.Json;
using System.Text.Json.Nodes;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Rules.Patterns;

/// <summary>
/// An event pattern, https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html: an event matches if each field of the
/// pattern matches a value of the event. An array in the event matches if one of its items does.
/// </summary>
internal sealed class EventPattern
{
    private const string Or = "$or";

    private readonly Func<IReadOnlyList<JsonObject>, bool> _matches;

    private EventPattern(Func<IReadOnlyList<JsonObject>, bool> matches) => _matches = matches;

    /// <exception cref="AwsException">InvalidEventPatternException.</exception>
    public static EventPattern Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject pattern
                ? new EventPattern(Fields(pattern))
                : throw RuleErrors.InvalidPattern("Filter is not an object");
        }
        catch (JsonException)
        {
            throw RuleErrors.InvalidPattern("Filter is not valid JSON");
        }
    }

    public bool Matches(JsonObject busEvent) => _matches([busEvent]);

    private static Func<IReadOnlyList<JsonObject>, bool> Fields(JsonObject pattern)
    {
        var fields = pattern.Select(field => Field(field.Key, field.Value)).ToList();
        return fields.Count > 0
            ? values => fields.TrueForAll(field => field(values))
            : throw RuleErrors.InvalidPattern("Empty objects are not allowed");
    }

    private static Func<IReadOnlyList<JsonObject>, bool> Field(string name, JsonNode? pattern)
    {
        switch (pattern)
        {
            case JsonArray alternatives when name == Or:
                var patterns = alternatives
                    .Select(alternative =>
                        Fields(alternative as JsonObject ?? throw RuleErrors.InvalidPattern("The alternatives of $or must be objects"))
                    )
                    .ToList();
                return patterns.Count > 1
                    ? values => patterns.Exists(alternative => alternative(values))
                    : throw RuleErrors.InvalidPattern("$or needs at least two alternatives");
            case JsonObject nested:
                var fields = Fields(nested);
                return values => fields([.. Values(values, name).OfType<JsonObject>()]);
            case JsonArray { Count: > 0 } conditions:
                var matchers = conditions.Select(condition => ValueMatcher.Create(name, condition)).ToList();
                return values =>
                {
                    List<JsonNode?> leaves = [.. Values(values, name).Where(value => value is not JsonObject)];
                    return matchers.Exists(matcher => matcher(leaves));
                };
            case JsonArray:
                throw RuleErrors.InvalidPattern("Empty arrays are not allowed");
            default:
                throw RuleErrors.InvalidPattern($"\"{name}\" must be an object or an array");
        }
    }

    private static IEnumerable<JsonNode?> Values(IReadOnlyList<JsonObject> objects, string name)
    {
        foreach (var item in objects)
        {
            if (item.TryGetPropertyValue(name, out var value))
            {
                foreach (var leaf in value is JsonArray array ? [.. array] : new[] { value })
                {
                    yield return leaf;
                }
            }
        }
    }
}
