using System.Text.RegularExpressions;

namespace PromptToImage.Contracts;

/// <summary>
/// Puts values into the <c>${Name}</c> placeholders of a definition, as CloudFormation's
/// DefinitionSubstitutions do: text for text, wherever they stand.
/// </summary>
public static partial class DefinitionSubstitution
{
    /// <summary>Every placeholder's name, once, in order of appearance.</summary>
    public static IReadOnlyList<string> Placeholders(string text) =>
        [.. Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    /// <exception cref="ArgumentException">A placeholder has no value, or a value no placeholder; the message names them all.</exception>
    public static string Apply(string text, IReadOnlyDictionary<string, string> values)
    {
        var names = Placeholders(text);
        var missing = names.Where(name => !values.ContainsKey(name)).Select(name => $"no value for ${{{name}}}");
        var unknown = values.Keys.Except(names, StringComparer.Ordinal).Select(name => $"no placeholder ${{{name}}}");
        var errors = missing.Concat(unknown).ToList();
        if (errors.Count > 0)
        {
            throw new ArgumentException($"The definition and its substitutions do not match: {string.Join("; ", errors)}.");
        }

        return Placeholder().Replace(text, match => values[match.Groups[1].Value]);
    }

    [GeneratedRegex(@"\$\{([A-Za-z0-9_]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
