using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptToImage.AwsEmulator.Topics;

/// <summary>
/// The filter policy of a subscription on message attributes: each attribute that it names has one of its values,
/// https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html. Only exact strings are offered.
/// </summary>
internal sealed class FilterPolicy
{
    private readonly List<(string Attribute, HashSet<string> Values)> _rules;

    private FilterPolicy(List<(string Attribute, HashSet<string> Values)> rules) => _rules = rules;

    /// <exception cref="Hosting.AwsException">InvalidParameter.</exception>
    public static FilterPolicy Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject { Count: > 0 } policy
                ? new FilterPolicy([.. policy.Select(rule => (rule.Key, Values(rule.Key, rule.Value)))])
                : throw TopicRules.Invalid("FilterPolicy: it must be a JSON object with at least one attribute");
        }
        catch (JsonException)
        {
            throw TopicRules.Invalid("FilterPolicy: failed to parse JSON");
        }
    }

    public bool Accepts(IReadOnlyDictionary<string, TopicMessageAttribute> attributes) =>
        _rules.TrueForAll(rule =>
            attributes.TryGetValue(rule.Attribute, out var attribute)
            && attribute.DataType == "String"
            && rule.Values.Contains(attribute.Value)
        );

    private static HashSet<string> Values(string name, JsonNode? values) =>
        values is JsonArray { Count: > 0 } list && list.All(value => value?.GetValueKind() == JsonValueKind.String)
            ? [.. list.Select(value => value!.GetValue<string>())]
            : throw TopicRules.Invalid($"FilterPolicy: {name}: on this machine, only lists of exact strings are offered");
}
