namespace PromptToImage.StatesLanguage.Choices;

/// <summary>StringMatches: <c>*</c> matches any characters, <c>\*</c> a star, <c>\\</c> a backslash.</summary>
internal static class Wildcard
{
    public static bool Matches(string text, string pattern)
    {
        // After a mismatch, the last star matches one character more. Earlier stars never need to, so the time is at most the
        // product of the two lengths.
        int t = 0,
            p = 0,
            star = -1,
            mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = ++p;
                mark = t;
                continue;
            }

            var escaped = p + 1 < pattern.Length && pattern[p] == '\\' && (pattern[p + 1] is '*' or '\\');
            if (p < pattern.Length && pattern[escaped ? p + 1 : p] == text[t])
            {
                p += escaped ? 2 : 1;
                t++;
            }
            else if (star >= 0)
            {
                p = star;
                t = ++mark;
            }
            else
            {
                return false;
            }
        }
        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }
}
