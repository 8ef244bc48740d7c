using System.Globalization;
using System.Text;

namespace PromptToImage.StatesLanguage.Paths;

/// <summary>Parses a path, which may be a part of a text: an argument of an intrinsic function call.</summary>
/// <param name="text">The text.</param>
/// <param name="at">The position of the path in the text.</param>
internal sealed partial class PathParser(string text, int at = 0)
{
    private const int MaxNesting = 32;

    private int _nesting;

    /// <summary>The position of the next character.</summary>
    public int At { get; private set; } = at;

    private char Here => At < text.Length ? text[At] : '\0';

    public JsonPath ParseWhole()
    {
        var path = ParsePath();
        return At == text.Length ? path : throw Wrong($"'{text[At..]}' does not continue a path");
    }

    /// <summary>Parses up to the first character that does not belong to the path.</summary>
    public JsonPath ParsePath()
    {
        var start = At;
        if (Here is not ('$' or '@'))
        {
            throw Wrong("a path must start with $");
        }

        var current = Here == '@';
        At++;
        var root = PathRoot.Input;
        string? variable = null;
        if (!current && Here == '$')
        {
            At++;
            root = PathRoot.Context;
        }
        else if (!current && (char.IsLetter(Here) || Here == '_'))
        {
            root = PathRoot.Variable;
            variable = ReadName();
        }

        var segments = new List<PathSegment>();
        string? function = null;
        while (function is null)
        {
            if (Here == '.')
            {
                function = ReadDotted(segments);
            }
            else if (Here == '[')
            {
                segments.Add(ReadBracket());
            }
            else
            {
                break;
            }
        }

        return new JsonPath(text[start..At], root, variable, [.. segments], function);
    }

    private string? ReadDotted(List<PathSegment> segments)
    {
        At++;
        if (Here == '.')
        {
            At++;
            segments.Add(new PathSegment.Descendants());
            if (Here == '[')
            {
                segments.Add(ReadBracket());
                return null;
            }
        }

        if (Here == '*')
        {
            At++;
            segments.Add(new PathSegment.Wildcard());
            return null;
        }

        var name = ReadName();
        if (Here != '(')
        {
            segments.Add(new PathSegment.Property(name));
            return null;
        }

        if (!PathFunction.IsKnown(name))
        {
            throw Wrong($"there is no path function '{name}'");
        }

        At++;
        SkipSpace();
        Expect(')');
        return name;
    }

    private string ReadName()
    {
        var start = At;
        while (At < text.Length && !IsNameEnd(text[At]))
        {
            At++;
        }

        return At > start ? text[start..At] : throw Wrong("a name is missing");
    }

    // Names with these characters must be in brackets and quotes.
    private static bool IsNameEnd(char c) =>
        c
            is '.'
                or '['
                or ']'
                or '('
                or ')'
                or ','
                or '\''
                or '"'
                or '@'
                or '*'
                or '?'
                or ':'
                or '='
                or '<'
                or '>'
                or '!'
                or '&'
                or '|'
                or '~'
        || char.IsWhiteSpace(c);

    private PathSegment ReadBracket()
    {
        Expect('[');
        SkipSpace();
        switch (Here)
        {
            case '\'' or '"':
                return ReadQuotedNames();
            case '*':
                At++;
                Close();
                return new PathSegment.Wildcard();
            case '?':
                return ReadFilter();
            default:
                return ReadNumbers();
        }
    }

    private PathSegment ReadQuotedNames()
    {
        var names = new List<string>();
        do
        {
            SkipSpace();
            names.Add(ReadQuoted());
            SkipSpace();
        } while (TryTake(','));
        Close();
        return names.Count == 1 ? new PathSegment.Property(names[0]) : new PathSegment.Properties([.. names]);
    }

    private string ReadQuoted()
    {
        var quote = Here;
        if (quote is not ('\'' or '"'))
        {
            throw Wrong("a quoted name is missing");
        }

        At++;
        var value = new StringBuilder();
        while (At < text.Length && text[At] != quote)
        {
            // A backslash escapes only the quote. Before another character it is an ordinary character.
            if (text[At] == '\\' && At + 1 < text.Length && text[At + 1] == quote)
            {
                At++;
            }

            value.Append(text[At++]);
        }

        Expect(quote);
        return value.ToString();
    }

    private PathSegment ReadNumbers()
    {
        var first = ReadInteger();
        SkipSpace();
        if (TryTake(':'))
        {
            SkipSpace();
            var to = ReadInteger();
            SkipSpace();
            // Jayway ignores a step.
            if (TryTake(':'))
            {
                SkipSpace();
                ReadInteger();
            }

            Close();
            return first is null && to is null ? throw Wrong("a slice must have a bound") : new PathSegment.Slice(first, to);
        }

        var indices = new List<int> { first ?? throw Wrong("an index is missing") };
        while (TryTake(','))
        {
            SkipSpace();
            indices.Add(ReadInteger() ?? throw Wrong("an index is missing"));
            SkipSpace();
        }

        Close();
        return indices.Count == 1 ? new PathSegment.Index(indices[0]) : new PathSegment.Indices([.. indices]);
    }

    private int? ReadInteger()
    {
        var start = At;
        if (Here == '-')
        {
            At++;
        }

        while (char.IsAsciiDigit(Here))
        {
            At++;
        }

        if (At == start)
        {
            return null;
        }

        return int.TryParse(text.AsSpan(start, At - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Wrong($"'{text[start..At]}' is not an index");
    }

    private bool TryTake(char c)
    {
        if (Here != c || At == text.Length)
        {
            return false;
        }

        At++;
        return true;
    }

    private void Close()
    {
        SkipSpace();
        Expect(']');
    }

    private void Expect(char c)
    {
        if (!TryTake(c))
        {
            throw Wrong($"'{c}' is missing");
        }
    }

    private void SkipSpace()
    {
        while (char.IsWhiteSpace(Here))
        {
            At++;
        }
    }

    private PathFormatException Wrong(string why) => new($"'{text}' is not a path: {why} (at position {At})");
}
