using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PromptToImage.AwsEmulator.Rules;

/// <summary>
/// A path in an event: names and array indexes,
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html. Wildcards are not offered.
/// </summary>
internal sealed partial class EventPath
{
    private readonly List<string> _steps;

    private EventPath(List<string> steps) => _steps = steps;

    /// <exception cref="Hosting.AwsException">ValidationException.</exception>
    public static EventPath Parse(string text) =>
        Syntax().Match(text) is { Success: true } match
            ? new EventPath([.. match.Groups[1].Captures.Select(step => step.Value.TrimStart('.'))])
            : throw RuleErrors.Invalid($"The path {text} is not offered: a path has names and array indexes, as in $.detail.items[0].");

    /// <summary>The value at the path; false if the event has none.</summary>
    public bool TryRead(JsonNode busEvent, out JsonNode? value)
    {
        value = busEvent;
        foreach (var step in _steps)
        {
            switch (value)
            {
                case JsonObject fields when fields.TryGetPropertyValue(step, out var field):
                    value = field;
                    break;
                case JsonArray items when step[0] == '[' && int.TryParse(step[1..^1], out var index) && index < items.Count:
                    value = items[index];
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"^\$(\.[\w/-]+|\[[0-9]{1,6}\])*$", RegexOptions.CultureInvariant)]
    private static partial Regex Syntax();
}
