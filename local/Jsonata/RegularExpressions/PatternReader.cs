using System.Globalization;

namespace PromptToImage.Jsonata.RegularExpressions;

/// <summary>The text of a pattern, and the position up to which it has been read.</summary>
internal sealed class PatternReader(string pattern)
{
    public string Pattern => pattern;

    public int Position { get; set; }

    public bool IsAtEnd => Position == pattern.Length;

    public char Current => pattern[Position];

    /// <summary>The character after the current one; null at the end.</summary>
    public char? Next => Position + 1 < pattern.Length ? pattern[Position + 1] : null;

    public char Read() => pattern[Position++];

    public bool TryTake(string token)
    {
        if (string.CompareOrdinal(pattern, Position, token, 0, token.Length) != 0)
        {
            return false;
        }

        Position += token.Length;
        return true;
    }

    public bool TryReadNumber(out int number)
    {
        var start = Position;
        while (!IsAtEnd && char.IsAsciiDigit(Current))
        {
            Position++;
        }

        var digits = pattern.AsSpan(start, Position - start);
        number = digits.Length == 0 ? 0 : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : int.MaxValue;
        return digits.Length > 0;
    }

    public RegularExpressionException Invalid(string reason) => new($"Invalid regular expression: /{pattern}/: {reason}");
}
