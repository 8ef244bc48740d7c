namespace PromptToImage.Jsonata.RegularExpressions;

/// <summary>Reads a class such as [^a-z\d], after its opening bracket.</summary>
internal sealed class CharacterClassParser(PatternReader reader, bool ignoreCase)
{
    private readonly EscapeParser _escapes = new(reader);

    public CharacterSet Parse()
    {
        var set = new CharacterSet { IsNegated = reader.TryTake("^") };
        while (!reader.TryTake("]"))
        {
            var first = ReadAtom(out var firstSet);
            if (reader.Next is { } next && next != ']' && reader.Current == '-')
            {
                reader.Position++;
                AddRange(set, first, firstSet, ReadAtom(out var lastSet), lastSet);
            }
            else
            {
                Add(set, first, firstSet);
            }
        }

        return set.Ready(ignoreCase);
    }

    private void AddRange(CharacterSet set, char first, CharacterSet? firstSet, char last, CharacterSet? lastSet)
    {
        if (firstSet is null && lastSet is null)
        {
            set.Add(first, last >= first ? last : throw reader.Invalid("Range out of order in character class"));
            return;
        }

        // Annex B: a hyphen next to a class such as \w stands for itself.
        Add(set, first, firstSet);
        set.Add('-', '-');
        Add(set, last, lastSet);
    }

    private static void Add(CharacterSet set, char c, CharacterSet? characters)
    {
        if (characters is null)
        {
            set.Add(c, c);
        }
        else
        {
            set.Add(characters);
        }
    }

    private char ReadAtom(out CharacterSet? set)
    {
        set = null;
        if (reader.IsAtEnd)
        {
            throw reader.Invalid("Unterminated character class");
        }

        var c = reader.Read();
        if (c != '\\')
        {
            return c;
        }

        if (reader.IsAtEnd)
        {
            throw reader.Invalid("\\ at end of pattern");
        }

        set = _escapes.TryReadClass();
        if (set is not null)
        {
            return '\0';
        }

        if (reader.TryTake("b"))
        {
            return '\b';
        }

        // Annex B: within a class \c takes digits and the underscore too.
        if (reader.Current == 'c' && reader.Next is { } next && (char.IsAsciiDigit(next) || next == '_'))
        {
            reader.Position += 2;
            return (char)(next % 32);
        }

        return _escapes.ReadCharacter();
    }
}
