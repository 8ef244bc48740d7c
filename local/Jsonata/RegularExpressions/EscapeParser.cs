using System.Globalization;

namespace PromptToImage.Jsonata.RegularExpressions;

/// <summary>Reads the escapes that stand for characters, after their backslash: \d, \n, \x41 and so on.</summary>
internal sealed class EscapeParser(PatternReader reader)
{
    /// <returns>Null if the escape stands for one character.</returns>
    public CharacterSet? TryReadClass()
    {
        var set = reader.Current switch
        {
            'd' => CharacterSet.Digits,
            'D' => CharacterSet.Digits.Negated(),
            'w' => CharacterSet.Word,
            'W' => CharacterSet.Word.Negated(),
            's' => CharacterSet.Space,
            'S' => CharacterSet.Space.Negated(),
            _ => null,
        };
        reader.Position += set is null ? 0 : 1;
        return set is null ? null : new CharacterSet().Add(set);
    }

    public char ReadCharacter()
    {
        var c = reader.Read();
        switch (c)
        {
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'v':
                return '\v';
            case 'c' when !reader.IsAtEnd && char.IsAsciiLetter(reader.Current):
                return (char)(reader.Read() % 32);
            case 'c':
                // Annex B: the backslash stands for itself.
                reader.Position--;
                return '\\';
            case 'x' when TryReadHex(2, out var code):
                return code;
            case 'u' when TryReadHex(4, out var code):
                return code;
            case >= '0' and <= '7':
                return ReadOctal(c);
            default:
                return c;
        }
    }

    private bool TryReadHex(int digits, out char code)
    {
        code = '\0';
        var rest = reader.Pattern.AsSpan(reader.Position);
        if (rest.Length < digits || !ushort.TryParse(rest[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        code = (char)value;
        reader.Position += digits;
        return true;
    }

    private char ReadOctal(char first)
    {
        var value = first - '0';
        var most = first <= '3' ? 2 : 1;
        for (var i = 0; i < most && !reader.IsAtEnd && reader.Current is >= '0' and <= '7'; i++)
        {
            value = value * 8 + (reader.Read() - '0');
        }

        return (char)value;
    }
}
