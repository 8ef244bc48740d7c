namespace PromptToImage.Jsonata.RegularExpressions;

/// <summary>
/// The capturing groups of a pattern. A reference may stand before its group, so that they are found before the pattern is parsed.
/// </summary>
internal sealed class CapturingGroups(string pattern)
{
    public int Count { get; } = CountIn(pattern);

    /// <summary>The number of the group, which may stand after the reference.</summary>
    /// <returns>0 if no group has the name.</returns>
    public int NumberOf(string name)
    {
        var number = 0;
        for (var at = 0; at < pattern.Length; at++)
        {
            if (!Opens(pattern, ref at))
            {
                continue;
            }

            number++;
            if (string.CompareOrdinal(pattern, at + 1, $"?<{name}>", 0, name.Length + 3) == 0)
            {
                return number;
            }
        }

        return 0;
    }

    private static int CountIn(string pattern)
    {
        var count = 0;
        for (var at = 0; at < pattern.Length; at++)
        {
            count += Opens(pattern, ref at) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Whether a capturing group begins here. Moves to the end of an escape or a character class.</summary>
    private static bool Opens(string pattern, ref int at)
    {
        switch (pattern[at])
        {
            case '\\':
                at++;
                return false;
            case '[':
                while (++at < pattern.Length && pattern[at] != ']')
                {
                    at += pattern[at] == '\\' ? 1 : 0;
                }

                return false;
            case '(':
                var rest = pattern.AsSpan(at + 1);
                return !rest.StartsWith("?") || (rest.StartsWith("?<") && !rest.StartsWith("?<=") && !rest.StartsWith("?<!"));
            default:
                return false;
        }
    }
}
