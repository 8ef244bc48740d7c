namespace PromptToImage.Jsonata.RegularExpressions;

/// <summary>A set of UTF-16 code units. Immutable once it is in use.</summary>
internal sealed class CharacterSet
{
    private readonly List<(char First, char Last)> _ranges = [];
    private ulong[]? _canonical;

    public static CharacterSet Digits { get; } = new CharacterSet().Add('0', '9');

    public static CharacterSet Word { get; } = new CharacterSet().Add('0', '9').Add('A', 'Z').Add('a', 'z').Add('_', '_');

    public static CharacterSet Space { get; } =
        new CharacterSet()
            .Add('\t', '\r')
            .Add(' ', ' ')
            .Add('\u00a0', '\u00a0')
            .Add('\u1680', '\u1680')
            .Add('\u2000', '\u200a')
            .Add('\u2028', '\u2029')
            .Add('\u202f', '\u202f')
            .Add('\u205f', '\u205f')
            .Add('\u3000', '\u3000')
            .Add('\ufeff', '\ufeff');

    public static CharacterSet LineEnds { get; } = new CharacterSet().Add('\n', '\n').Add('\r', '\r').Add('\u2028', '\u2029');

    public bool IsNegated { get; init; }

    public static CharacterSet From(char c, bool ignoreCase) => new CharacterSet().Add(c, c).Ready(ignoreCase);

    public CharacterSet Negated() => new CharacterSet { IsNegated = !IsNegated }.AddRanges(this);

    public CharacterSet Add(char first, char last)
    {
        _ranges.Add((first, last));
        return this;
    }

    /// <summary>Adds the characters of another set.</summary>
    public CharacterSet Add(CharacterSet other)
    {
        if (!other.IsNegated)
        {
            return AddRanges(other);
        }

        var next = 0;
        foreach (var (first, last) in other._ranges.Order())
        {
            if (first > next)
            {
                Add((char)next, (char)(first - 1));
            }

            next = Math.Max(next, last + 1);
        }

        return next <= char.MaxValue ? Add((char)next, char.MaxValue) : this;
    }

    /// <summary>Completes the set; with <paramref name="ignoreCase"/> it contains each character in either case.</summary>
    public CharacterSet Ready(bool ignoreCase)
    {
        if (ignoreCase)
        {
            _canonical = new ulong[(char.MaxValue + 1) / 64];
            foreach (var (first, last) in _ranges)
            {
                for (int c = first; c <= last; c++)
                {
                    var canonical = Canonical((char)c);
                    _canonical[canonical / 64] |= 1UL << (canonical % 64);
                }
            }
        }

        return this;
    }

    public bool Contains(char c)
    {
        if (_canonical is not null)
        {
            c = Canonical(c);
            return ((_canonical[c / 64] >> (c % 64)) & 1) != 0 != IsNegated;
        }

        foreach (var (first, last) in _ranges)
        {
            if (c >= first && c <= last)
            {
                return !IsNegated;
            }
        }

        return IsNegated;
    }

    /// <summary>The character that JavaScript compares when it ignores case.</summary>
    public static char Canonical(char c)
    {
        var upper = char.ToUpperInvariant(c);
        return c >= 128 && upper < 128 ? c : upper;
    }

    private CharacterSet AddRanges(CharacterSet other)
    {
        _ranges.AddRange(other._ranges);
        return this;
    }
}
