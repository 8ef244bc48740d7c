using PromptToImage.Jsonata.RegularExpressions;

namespace PromptToImage.Jsonata.Syntax;

/// <summary>Reads a regular expression up to its closing slash, which stands outside brackets, and its flags.</summary>
/// <param name="start">After the opening slash.</param>
internal sealed class RegularExpressionScanner(string text, int start)
{
    public RegularExpression Scan(out int end)
    {
        var depth = 0;
        for (var at = start; at < text.Length; at++)
        {
            if (text[at] == '/' && depth == 0 && Backslashes(at) % 2 == 0)
            {
                if (at == start)
                {
                    throw new JsonataException("S0301") { Position = at };
                }

                end = at + 1;
                while (end < text.Length && text[end] is 'i' or 'm')
                {
                    end++;
                }

                return Parse(text[start..at], text[(at + 1)..end], end);
            }

            if (text[at - 1] != '\\')
            {
                depth += text[at] switch
                {
                    '(' or '[' or '{' => 1,
                    ')' or ']' or '}' => -1,
                    _ => 0,
                };
            }
        }

        throw new JsonataException("S0302") { Position = text.Length };
    }

    private static RegularExpression Parse(string pattern, string flags, int position)
    {
        if (flags.Length != flags.Distinct().Count())
        {
            throw new JsonataException("S0303", $"Invalid flags supplied to RegExp constructor '{flags}g'") { Position = position };
        }

        try
        {
            return RegularExpression.Parse(
                pattern,
                ignoreCase: flags.Contains('i', StringComparison.Ordinal),
                multiline: flags.Contains('m', StringComparison.Ordinal)
            );
        }
        catch (RegularExpressionException error)
        {
            throw new JsonataException("S0303", error.Message) { Position = position };
        }
    }

    private int Backslashes(int at)
    {
        var count = 0;
        while (at - count - 1 >= 0 && text[at - count - 1] == '\\')
        {
            count++;
        }

        return count;
    }
}
