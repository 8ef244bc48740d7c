using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PromptToImage.AwsEmulator.Rules.Patterns;

/// <summary>The operators on text: <c>prefix</c>, <c>suffix</c>, <c>equals-ignore-case</c> and <c>wildcard</c>.</summary>
internal static class TextMatcher
{
    private const string IgnoreCase = "equals-ignore-case";

    /// <summary>A function that tells whether a text matches; null for an unknown operator.</summary>
    public static Func<string, bool>? Find(string name, JsonNode? operand)
    {
        switch (name)
        {
            case "prefix":
                var (prefix, prefixComparison) = Affix(name, operand);
                return text => text.StartsWith(prefix, prefixComparison);
            case "suffix":
                var (suffix, suffixComparison) = Affix(name, operand);
                return text => text.EndsWith(suffix, suffixComparison);
            case IgnoreCase:
                var equal = Text(name, operand);
                return text => text.Equals(equal, StringComparison.OrdinalIgnoreCase);
            case "wildcard":
                var wildcard = Wildcard(Text(name, operand));
                return wildcard.IsMatch;
            default:
                return null;
        }
    }

    private static (string Text, StringComparison Comparison) Affix(string name, JsonNode? operand) =>
        operand is JsonObject { Count: 1 } comparison && comparison.TryGetPropertyValue(IgnoreCase, out var text)
            ? (Text(name, text), StringComparison.OrdinalIgnoreCase)
            : (Text(name, operand), StringComparison.Ordinal);

    private static string Text(string name, JsonNode? operand) =>
        operand?.GetValueKind() == JsonValueKind.String
            ? operand.GetValue<string>()
            : throw RuleErrors.InvalidPattern($"{name} match pattern must be a string");

    /// <summary>An asterisk stands for any characters; a backslash before it, or before a backslash, removes its meaning.</summary>
    private static Regex Wildcard(string pattern)
    {
        List<string> parts = ["^"];
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*')
            {
                parts.Add(parts[^1] == ".*" ? throw RuleErrors.InvalidPattern("Consecutive wildcard characters") : ".*");
            }
            else if (pattern[i] == '\\')
            {
                i++;
                parts.Add(
                    i < pattern.Length && pattern[i] is '*' or '\\'
                        ? Regex.Escape(pattern[i].ToString())
                        : throw RuleErrors.InvalidPattern("Invalid escape character")
                );
            }
            else
            {
                parts.Add(Regex.Escape(pattern[i].ToString()));
            }
        }

        return new Regex(string.Concat(parts) + "$", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }
}
