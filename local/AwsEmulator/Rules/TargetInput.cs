using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Rules;

/// <summary>Makes the text that a target receives from an event.</summary>
internal sealed partial class TargetInput
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Func<JsonObject, string> _create;

    private TargetInput(Func<JsonObject, string> create) => _create = create;

    /// <exception cref="AwsException">ValidationException.</exception>
    public static TargetInput For(RuleDefinition rule, RuleTarget target)
    {
        switch (target)
        {
            case { Input: { } constant, InputPath: null, InputTransformer: null }:
                return new TargetInput(_ => constant);
            case { Input: null, InputPath: { } path, InputTransformer: null }:
                var part = EventPath.Parse(path);
                return new TargetInput(busEvent => part.TryRead(busEvent, out var value) ? Write(value) : "{}");
            case { Input: null, InputPath: null, InputTransformer: { } transformer }:
                return new TargetInput(Template(rule, transformer));
            case { Input: null, InputPath: null, InputTransformer: null }:
                return new TargetInput(busEvent => Write(busEvent));
            default:
                throw RuleErrors.Invalid($"Only one of Input, InputPath, or InputTransformer must be provided for target {target.Id}.");
        }
    }

    public string Create(JsonObject busEvent) => _create(busEvent);

    /// <summary>
    /// Replaces variables: inside of quotes by the text of their value, elsewhere by its JSON. A variable without a value is empty text.
    /// </summary>
    private static Func<JsonObject, string> Template(RuleDefinition rule, InputTransformer transformer)
    {
        var paths = transformer.InputPathsMap.ToDictionary(variable => variable.Key, variable => EventPath.Parse(variable.Value));
        var template = transformer.InputTemplate;
        foreach (var name in Variable().Matches(template).Select(match => match.Groups[1].Value))
        {
            if (!paths.ContainsKey(name) && Predefined(rule, name, []) is null)
            {
                throw RuleErrors.Invalid($"InputTemplate refers to the variable {name}, which InputPathsMap does not define.");
            }
        }

        return busEvent =>
        {
            var text = new StringBuilder();
            var end = 0;
            var isQuoted = false;
            foreach (Match match in Variable().Matches(template))
            {
                var literal = template[end..match.Index];
                text.Append(literal);
                isQuoted = IsQuotedAfter(literal, isQuoted);
                end = match.Index + match.Length;
                var name = match.Groups[1].Value;
                var value = paths.TryGetValue(name, out var path)
                    ? path.TryRead(busEvent, out var found) ? found : ""
                    : Predefined(rule, name, busEvent);
                text.Append(isQuoted ? Quoted(value) : Write(value));
            }

            return text.Append(template[end..]).ToString();
        };
    }

    private static JsonNode? Predefined(RuleDefinition rule, string name, JsonObject busEvent)
    {
        switch (name)
        {
            case "aws.events.rule-arn":
                return AwsAccount.Arn("events", "rule/" + rule.Name);
            case "aws.events.rule-name":
                return rule.Name;
            case "aws.events.event.json":
                return busEvent;
            case "aws.events.event":
                var withoutDetail = (JsonObject)busEvent.DeepClone();
                withoutDetail.Remove("detail");
                return withoutDetail;
            case "aws.events.event.ingestion-time":
                return busEvent["time"]?.DeepClone() ?? "";
            default:
                return null;
        }
    }

    private static bool IsQuotedAfter(string literal, bool isQuoted)
    {
        for (var i = 0; i < literal.Length; i++)
        {
            if (literal[i] == '\\')
            {
                i++;
            }
            else if (literal[i] == '"')
            {
                isQuoted = !isQuoted;
            }
        }

        return isQuoted;
    }

    private static string Quoted(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String
            ? Write(value)[1..^1]
            : JsonEncodedText.Encode(Write(value), JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    private static string Write(JsonNode? value) => value?.ToJsonString(Json) ?? "null";

    [GeneratedRegex("<([A-Za-z0-9_.-]+)>", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
