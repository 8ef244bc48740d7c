namespace PromptToImage.Jsonata.Functions.Strings;

/// <summary>Positions in a string counted in Unicode characters. Half of a surrogate pair counts as one.</summary>
internal static class CodePoints
{
    public static int Count(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
            {
                count--;
                i++;
            }
        }

        return count;
    }

    /// <summary>The index of a character in the string.</summary>
    public static int IndexOf(string text, int character)
    {
        var at = 0;
        for (; character > 0; character--)
        {
            at += at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
        }

        return at;
    }
}
