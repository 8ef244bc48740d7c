namespace PromptToImage.Jsonata.RegularExpressions;

/// <summary>
/// Reads a pattern by ECMAScript's grammar without the flags u and v, with the additions of its annex B, as browsers and Node do.
/// </summary>
internal sealed class PatternParser
{
    private const int DeepestNesting = 250;

    private readonly PatternReader _reader;
    private readonly EscapeParser _escapes;
    private readonly CharacterClassParser _classes;
    private readonly CapturingGroups _groups;
    private readonly bool _ignoreCase;
    private readonly bool _multiline;
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private int _depth;

    public PatternParser(string pattern, bool ignoreCase, bool multiline)
    {
        _reader = new PatternReader(pattern);
        _escapes = new EscapeParser(_reader);
        _classes = new CharacterClassParser(_reader, ignoreCase);
        _groups = new CapturingGroups(pattern);
        _ignoreCase = ignoreCase;
        _multiline = multiline;
    }

    public int GroupCount { get; private set; }

    public PatternNode Parse()
    {
        var root = ReadChoice();
        return _reader.IsAtEnd ? root : throw _reader.Invalid("Unmatched ')'");
    }

    private PatternNode ReadChoice()
    {
        if (++_depth > DeepestNesting)
        {
            throw _reader.Invalid("Regular expression too large");
        }

        var options = new List<PatternNode> { ReadSequence() };
        while (_reader.TryTake("|"))
        {
            options.Add(ReadSequence());
        }

        _depth--;
        return options.Count == 1 ? options[0] : new PatternNode.Choice(options);
    }

    private PatternNode ReadSequence()
    {
        var parts = new List<PatternNode>();
        while (!_reader.IsAtEnd && _reader.Current is not ('|' or ')'))
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
        var c = _reader.Read();
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
                return new PatternNode.Characters(_classes.Parse());
            case '\\':
                return ReadEscape(out repeatable);
            case '*' or '+' or '?':
                throw _reader.Invalid("Nothing to repeat");
            case '{' when TryReadBounds(out _, out _):
                throw _reader.Invalid("Nothing to repeat");
            default:
                return Character(c);
        }
    }

    private PatternNode ReadGroup(out bool repeatable)
    {
        repeatable = true;
        PatternNode group;
        if (_reader.TryTake("?:"))
        {
            group = ReadChoice();
        }
        else if (_reader.TryTake("?="))
        {
            group = new PatternNode.Look(ReadChoice(), Behind: false, Negated: false);
        }
        else if (_reader.TryTake("?!"))
        {
            group = new PatternNode.Look(ReadChoice(), Behind: false, Negated: true);
        }
        else if (_reader.TryTake("?<="))
        {
            repeatable = false;
            group = new PatternNode.Look(ReadChoice(), Behind: true, Negated: false);
        }
        else if (_reader.TryTake("?<!"))
        {
            repeatable = false;
            group = new PatternNode.Look(ReadChoice(), Behind: true, Negated: true);
        }
        else
        {
            var number = ++GroupCount;
            if (_reader.TryTake("?<"))
            {
                if (!_names.TryAdd(ReadName(), number))
                {
                    throw _reader.Invalid("Duplicate capture group name");
                }
            }
            else if (_reader.TryTake("?"))
            {
                throw _reader.Invalid("Invalid group");
            }

            group = new PatternNode.Group(ReadChoice(), number);
        }

        return _reader.TryTake(")") ? group : throw _reader.Invalid("Unterminated group");
    }

    private PatternNode ReadRepeat(PatternNode term, bool repeatable, int firstGroup)
    {
        var start = _reader.Position;
        var (least, most) = (0, int.MaxValue);
        if (_reader.TryTake("+"))
        {
            least = 1;
        }
        else if (_reader.TryTake("?"))
        {
            most = 1;
        }
        else if (_reader.TryTake("{"))
        {
            if (!TryReadBounds(out least, out most))
            {
                _reader.Position = start;
                return term;
            }
        }
        else if (!_reader.TryTake("*"))
        {
            return term;
        }

        if (!repeatable)
        {
            throw _reader.Invalid("Nothing to repeat");
        }

        return least <= most
            ? new PatternNode.Repeat(term, least, most, Lazy: _reader.TryTake("?"), firstGroup, GroupCount)
            : throw _reader.Invalid("numbers out of order in {} quantifier");
    }

    /// <summary>Reads the bounds after a brace; without them the brace is an ordinary character.</summary>
    private bool TryReadBounds(out int least, out int most)
    {
        var start = _reader.Position;
        most = int.MaxValue;
        if (_reader.TryReadNumber(out least))
        {
            if (!_reader.TryTake(","))
            {
                most = least;
            }
            else if (!_reader.IsAtEnd && char.IsAsciiDigit(_reader.Current))
            {
                _reader.TryReadNumber(out most);
            }

            if (_reader.TryTake("}"))
            {
                return true;
            }
        }

        _reader.Position = start;
        return false;
    }

    private PatternNode ReadEscape(out bool repeatable)
    {
        repeatable = true;
        if (_reader.IsAtEnd)
        {
            throw _reader.Invalid("\\ at end of pattern");
        }

        var c = _reader.Current;
        switch (c)
        {
            case 'b' or 'B':
                _reader.Position++;
                repeatable = false;
                return new PatternNode.Assertion(c == 'b' ? Operation.WordBoundary : Operation.NoWordBoundary);
            case >= '1' and <= '9':
                var start = _reader.Position;
                if (_reader.TryReadNumber(out var number) && number <= _groups.Count)
                {
                    return new PatternNode.BackReference(number, _ignoreCase);
                }

                _reader.Position = start;
                break;
            case 'k' when _reader.Pattern.Contains("(?<", StringComparison.Ordinal) && TryReadNamedReference() is { } reference:
                return reference;
        }

        return _escapes.TryReadClass() is { } set ? new PatternNode.Characters(set.Ready(_ignoreCase)) : Character(_escapes.ReadCharacter());
    }

    private PatternNode.BackReference? TryReadNamedReference()
    {
        var start = _reader.Position++;
        if (!_reader.TryTake("<"))
        {
            _reader.Position = start;
            return null;
        }

        var name = ReadName();
        return _groups.NumberOf(name) is > 0 and var number
            ? new PatternNode.BackReference(number, _ignoreCase)
            : throw _reader.Invalid("Invalid named capture referenced");
    }

    private string ReadName()
    {
        var end = _reader.Pattern.IndexOf('>', _reader.Position);
        var name = end < 0 ? "" : _reader.Pattern[_reader.Position..end];
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$'))
        {
            throw _reader.Invalid("Invalid capture group name");
        }

        _reader.Position = end + 1;
        return name;
    }

    private PatternNode.Characters Character(char c) => new(CharacterSet.From(c, _ignoreCase));
}
