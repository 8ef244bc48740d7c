using System.Globalization;

namespace PromptToImage.Jsonata.RegularExpressions;

/// <summary>Reads a pattern by ECMAScript's grammar without the flags u and v, with the additions of its annex B, as browsers and Node do.</summary>
internal sealed class PatternParser
{
    private const int DeepestNesting = 250;

    private readonly string _pattern;
    private readonly bool _ignoreCase;
    private readonly bool _multiline;
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly int _allGroups;
    private int _at;
    private int _depth;

    public PatternParser(string pattern, bool ignoreCase, bool multiline)
    {
        _pattern = pattern;
        _ignoreCase = ignoreCase;
        _multiline = multiline;
        _allGroups = CountGroups();
    }

    public int GroupCount { get; private set; }

    public PatternNode Parse()
    {
        var root = ReadChoice();
        return _at == _pattern.Length ? root : throw Invalid("Unmatched ')'");
    }

    private PatternNode ReadChoice()
    {
        if (++_depth > DeepestNesting)
        {
            throw Invalid("Regular expression too large");
        }

        var options = new List<PatternNode> { ReadSequence() };
        while (TryTake("|"))
        {
            options.Add(ReadSequence());
        }

        _depth--;
        return options.Count == 1 ? options[0] : new PatternNode.Choice(options);
    }

    private PatternNode ReadSequence()
    {
        var parts = new List<PatternNode>();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            var firstGroup = GroupCount + 1;
            var term = ReadTerm(out var repeatable);
            parts.Add(ReadRepeat(term, repeatable, firstGroup));
        }

        return parts.Count == 1 ? parts[0] : new PatternNode.Sequence(parts);
    }

    private PatternNode ReadTerm(out bool repeatable)
    {
        repeatable = true;
        var c = _pattern[_at++];
        switch (c)
        {
            case '^':
                repeatable = false;
                return new PatternNode.Assertion(_multiline ? Operation.LineStart : Operation.TextStart);
            case '$':
                repeatable = false;
                return new PatternNode.Assertion(_multiline ? Operation.LineEnd : Operation.TextEnd);
            case '.':
                return new PatternNode.Characters(CharacterSet.LineEnds.Negated());
            case '(':
                return ReadGroup(out repeatable);
            case '[':
                return new PatternNode.Characters(ReadClass());
            case '\\':
                return ReadEscape(out repeatable);
            case '*' or '+' or '?':
                throw Invalid("Nothing to repeat");
            case '{' when TryReadBounds(out _, out _):
                throw Invalid("Nothing to repeat");
            default:
                return Character(c);
        }
    }

    private PatternNode ReadGroup(out bool repeatable)
    {
        repeatable = true;
        PatternNode group;
        if (TryTake("?:"))
        {
            group = ReadChoice();
        }
        else if (TryTake("?="))
        {
            group = new PatternNode.Look(ReadChoice(), Behind: false, Negated: false);
        }
        else if (TryTake("?!"))
        {
            group = new PatternNode.Look(ReadChoice(), Behind: false, Negated: true);
        }
        else if (TryTake("?<="))
        {
            repeatable = false;
            group = new PatternNode.Look(ReadChoice(), Behind: true, Negated: false);
        }
        else if (TryTake("?<!"))
        {
            repeatable = false;
            group = new PatternNode.Look(ReadChoice(), Behind: true, Negated: true);
        }
        else
        {
            var number = ++GroupCount;
            if (TryTake("?<"))
            {
                if (!_names.TryAdd(ReadName(), number))
                {
                    throw Invalid("Duplicate capture group name");
                }
            }
            else if (TryTake("?"))
            {
                throw Invalid("Invalid group");
            }

            group = new PatternNode.Group(ReadChoice(), number);
        }

        return TryTake(")") ? group : throw Invalid("Unterminated group");
    }

    private PatternNode ReadRepeat(PatternNode term, bool repeatable, int firstGroup)
    {
        var start = _at;
        var (least, most) = (0, int.MaxValue);
        if (TryTake("+"))
        {
            least = 1;
        }
        else if (TryTake("?"))
        {
            most = 1;
        }
        else if (TryTake("{"))
        {
            if (!TryReadBounds(out least, out most))
            {
                _at = start;
                return term;
            }
        }
        else if (!TryTake("*"))
        {
            return term;
        }

        if (!repeatable)
        {
            throw Invalid("Nothing to repeat");
        }

        return least <= most
            ? new PatternNode.Repeat(term, least, most, Lazy: TryTake("?"), firstGroup, GroupCount)
            : throw Invalid("numbers out of order in {} quantifier");
    }

    /// <summary>Reads the bounds after a brace; without them the brace is an ordinary character.</summary>
    private bool TryReadBounds(out int least, out int most)
    {
        var start = _at;
        most = int.MaxValue;
        if (TryReadNumber(out least))
        {
            if (!TryTake(","))
            {
                most = least;
            }
            else if (_at < _pattern.Length && char.IsAsciiDigit(_pattern[_at]))
            {
                TryReadNumber(out most);
            }

            if (TryTake("}"))
            {
                return true;
            }
        }

        _at = start;
        return false;
    }

    private bool TryReadNumber(out int number)
    {
        var start = _at;
        while (_at < _pattern.Length && char.IsAsciiDigit(_pattern[_at]))
        {
            _at++;
        }

        var digits = _pattern.AsSpan(start, _at - start);
        number = digits.Length == 0 ? 0 : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : int.MaxValue;
        return digits.Length > 0;
    }

    private PatternNode ReadEscape(out bool repeatable)
    {
        repeatable = true;
        if (_at == _pattern.Length)
        {
            throw Invalid("\\ at end of pattern");
        }

        var c = _pattern[_at];
        switch (c)
        {
            case 'b' or 'B':
                _at++;
                repeatable = false;
                return new PatternNode.Assertion(c == 'b' ? Operation.WordBoundary : Operation.NoWordBoundary);
            case >= '1' and <= '9':
                var start = _at;
                if (TryReadNumber(out var number) && number <= _allGroups)
                {
                    return new PatternNode.BackReference(number, _ignoreCase);
                }

                _at = start;
                break;
            case 'k' when _pattern.Contains("(?<", StringComparison.Ordinal) && TryReadNamedReference() is { } reference:
                return reference;
        }

        return TryReadClassEscape() is { } set ? new PatternNode.Characters(set.Ready(_ignoreCase)) : Character(ReadCharacterEscape());
    }

    private PatternNode.BackReference? TryReadNamedReference()
    {
        var start = _at++;
        if (!TryTake("<"))
        {
            _at = start;
            return null;
        }

        var name = ReadName();
        return new PatternNode.BackReference(NumberOf(name), _ignoreCase);
    }

    private CharacterSet? TryReadClassEscape()
    {
        var set = _pattern[_at] switch
        {
            'd' => CharacterSet.Digits,
            'D' => CharacterSet.Digits.Negated(),
            'w' => CharacterSet.Word,
            'W' => CharacterSet.Word.Negated(),
            's' => CharacterSet.Space,
            'S' => CharacterSet.Space.Negated(),
            _ => null,
        };
        _at += set is null ? 0 : 1;
        return set is null ? null : new CharacterSet().Add(set);
    }

    private char ReadCharacterEscape()
    {
        var c = _pattern[_at++];
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
            case 'c' when _at < _pattern.Length && char.IsAsciiLetter(_pattern[_at]):
                return (char)(_pattern[_at++] % 32);
            case 'c':
                // Annex B: the backslash stands for itself.
                _at--;
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
        if (
            _at + digits > _pattern.Length
            || !ushort.TryParse(_pattern.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
        )
        {
            return false;
        }

        code = (char)value;
        _at += digits;
        return true;
    }

    private char ReadOctal(char first)
    {
        var value = first - '0';
        var most = first <= '3' ? 2 : 1;
        for (var i = 0; i < most && _at < _pattern.Length && _pattern[_at] is >= '0' and <= '7'; i++)
        {
            value = value * 8 + (_pattern[_at++] - '0');
        }

        return (char)value;
    }

    private CharacterSet ReadClass()
    {
        var set = new CharacterSet { IsNegated = TryTake("^") };
        while (!TryTake("]"))
        {
            var first = ReadClassAtom(out var firstSet);
            if (_at + 1 < _pattern.Length && _pattern[_at] == '-' && _pattern[_at + 1] != ']')
            {
                _at++;
                AddRange(set, first, firstSet, ReadClassAtom(out var lastSet), lastSet);
            }
            else
            {
                Add(set, first, firstSet);
            }
        }

        return set.Ready(_ignoreCase);
    }

    private void AddRange(CharacterSet set, char first, CharacterSet? firstSet, char last, CharacterSet? lastSet)
    {
        if (firstSet is null && lastSet is null)
        {
            set.Add(first, last >= first ? last : throw Invalid("Range out of order in character class"));
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

    private char ReadClassAtom(out CharacterSet? set)
    {
        set = null;
        if (_at == _pattern.Length)
        {
            throw Invalid("Unterminated character class");
        }

        var c = _pattern[_at++];
        if (c != '\\')
        {
            return c;
        }

        if (_at == _pattern.Length)
        {
            throw Invalid("\\ at end of pattern");
        }

        set = TryReadClassEscape();
        if (set is not null)
        {
            return '\0';
        }

        if (TryTake("b"))
        {
            return '\b';
        }

        // Annex B: within a class \c takes digits and the underscore too.
        if (_pattern[_at] == 'c' && _at + 1 < _pattern.Length && (char.IsAsciiDigit(_pattern[_at + 1]) || _pattern[_at + 1] == '_'))
        {
            _at += 2;
            return (char)(_pattern[_at - 1] % 32);
        }

        return ReadCharacterEscape();
    }

    private string ReadName()
    {
        var end = _pattern.IndexOf('>', _at);
        var name = end < 0 ? "" : _pattern[_at..end];
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$'))
        {
            throw Invalid("Invalid capture group name");
        }

        _at = end + 1;
        return name;
    }

    /// <summary>The number of the group, which may stand after the reference.</summary>
    private int NumberOf(string name)
    {
        var number = 0;
        for (var at = 0; at < _pattern.Length; at++)
        {
            if (!OpensGroup(ref at))
            {
                continue;
            }

            number++;
            if (string.CompareOrdinal(_pattern, at + 1, $"?<{name}>", 0, name.Length + 3) == 0)
            {
                return number;
            }
        }

        throw Invalid("Invalid named capture referenced");
    }

    private int CountGroups()
    {
        var count = 0;
        for (var at = 0; at < _pattern.Length; at++)
        {
            count += OpensGroup(ref at) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Whether a capturing group begins here. Moves to the end of an escape or a character class.</summary>
    private bool OpensGroup(ref int at)
    {
        switch (_pattern[at])
        {
            case '\\':
                at++;
                return false;
            case '[':
                while (++at < _pattern.Length && _pattern[at] != ']')
                {
                    at += _pattern[at] == '\\' ? 1 : 0;
                }

                return false;
            case '(':
                var rest = _pattern.AsSpan(at + 1);
                return !rest.StartsWith("?") || (rest.StartsWith("?<") && !rest.StartsWith("?<=") && !rest.StartsWith("?<!"));
            default:
                return false;
        }
    }

    private PatternNode.Characters Character(char c) => new(CharacterSet.From(c, _ignoreCase));

    private bool TryTake(string token)
    {
        if (string.CompareOrdinal(_pattern, _at, token, 0, token.Length) != 0)
        {
            return false;
        }

        _at += token.Length;
        return true;
    }

    private RegularExpressionException Invalid(string reason) => new($"Invalid regular expression: /{_pattern}/: {reason}");
}
