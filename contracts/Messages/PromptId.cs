namespace PromptToImage.Contracts.Messages;

/// <summary>
/// A prompt's id: <c>[A-Za-z0-9_-]{1,64}</c>. It is part of an execution's name (at most 80 characters) and of keys in the bucket, so it
/// contains only characters that need no escaping in either.
/// </summary>
public static class PromptId
{
    public const int MaximumLength = 64;

    /// <summary>The rule as a regular expression, without anchors.</summary>
    public const string Pattern = "[A-Za-z0-9_-]{1,64}";

    /// <summary>The rule as text, for error messages.</summary>
    public const string Rule = "1 to 64 of the characters A-Z a-z 0-9 _ -";

    /// <summary>A sentence about an id that is not valid.</summary>
    public static string Explain(string id) => $"id '{PrintableText.OneLine(id, 80)}' cannot be used: it must be {Rule}.";

    public static bool IsValid(ReadOnlySpan<char> id)
    {
        if (id.IsEmpty || id.Length > MaximumLength)
        {
            return false;
        }

        foreach (var c in id)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
