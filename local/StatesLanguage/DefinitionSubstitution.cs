using System.Text.RegularExpressions;

namespace PromptToImage.StatesLanguage;

/// <summary>
/// Replaces the <c>${Name}</c> placeholders of a definition with values, as CloudFormation's <c>DefinitionSubstitutions</c> does.
/// </summary>
public static partial class DefinitionSubstitution
{
    /// <summary>The distinct names of the placeholders, in order of appearance.</summary>
    public static IReadOnlyList<string> Placeholders(string text) =>
        [.. Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    /// <exception cref="ArgumentException">A placeholder has no value, or a value has no placeholder. The message lists them.</exception>
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
