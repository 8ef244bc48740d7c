using System.Text;
using System.Text.RegularExpressions;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Tests.Recordings;

/// <summary>Formats an event as a Python function does in an f-string: <c>{event}</c>, <c>{event['key']}</c>.</summary>
public static partial class PythonFormat
{
    public static string Apply(JsonValue behaviour, JsonValue payload)
    {
        var template = ((JsonObject)behaviour)
            .Select(p => p.Value)
            .OfType<JsonString>()
            .Select(s => s.Value)
            .First(s => s.Contains('{', StringComparison.Ordinal));
        if (template.StartsWith("f\"", StringComparison.Ordinal) || template.StartsWith("f'", StringComparison.Ordinal))
        {
            template = template[2..^1];
        }

        return Placeholder()
            .Replace(
                template,
                m => Print(m.Groups["key"].Captures.Aggregate(payload, (at, key) => at[key.Value] ?? JsonValue.Null), inside: false)
            );
    }

    private static string Print(JsonValue value, bool inside)
    {
        switch (value)
        {
            case JsonString s:
                return inside ? $"'{s.Value}'" : s.Value;
            case JsonArray array:
                return "[" + string.Join(", ", array.Select(i => Print(i, inside: true))) + "]";
            case JsonObject o:
                var text = new StringBuilder("{");
                foreach (var (key, item) in o)
                {
                    text.Append(text.Length > 1 ? ", " : "").Append('\'').Append(key).Append("': ").Append(Print(item, inside: true));
                }

                return text.Append('}').ToString();
            default:
                return value.Kind switch
                {
                    JsonKind.Null => "None",
                    JsonKind.True => "True",
                    JsonKind.False => "False",
                    _ => value.ToJson(),
                };
        }
    }

    [GeneratedRegex("""\{event(\[(?:'|")(?<key>[^'"]+)(?:'|")\])*\}""")]
    private static partial Regex Placeholder();
}
