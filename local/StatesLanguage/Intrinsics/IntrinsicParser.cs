using System.Text;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Intrinsics;

/// <summary>Parses a call: <c>States.Name(argument, …)</c>.</summary>
internal sealed class IntrinsicParser
{
    // The documented limit of Step Functions.
    // https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
    private const int MaxNesting = 10;

    private readonly string _text;
    private int _at;
    private int _nesting;

    private IntrinsicParser(string text) => _text = text;

    /// <exception cref="PathFormatException">The text is not a call of a known function.</exception>
    public static IntrinsicCall Parse(string text)
    {
        var parser = new IntrinsicParser(text);
        parser.SkipSpace();
        var call = parser.ReadCall();
        parser.SkipSpace();
        return parser._at == text.Length ? call : throw parser.Wrong($"'{text[parser._at..]}' must not follow the call");
    }

    private IntrinsicCall ReadCall()
    {
        if (++_nesting > MaxNesting)
        {
            throw Wrong($"calls are nested deeper than {MaxNesting} levels");
        }

        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '.' or '_'))
        {
            _at++;
        }

        var name = _text[start.._at];
        if (!IntrinsicFunctions.TryFind(name, out var function))
        {
            throw Wrong($"there is no function '{name}'");
        }

        SkipSpace();
        Expect('(');
        var arguments = new List<IntrinsicArgument>();
        SkipSpace();
        if (!TryTake(')'))
        {
            do
            {
                SkipSpace();
                arguments.Add(ReadArgument());
                SkipSpace();
            } while (TryTake(','));
            Expect(')');
        }

        if (arguments.Count < function.Fewest || arguments.Count > function.Most)
        {
            throw Wrong($"{name} takes {function.Takes}, not {arguments.Count}");
        }

        _nesting--;
        return new IntrinsicCall(function, [.. arguments], _text[start.._at]);
    }

    private IntrinsicArgument ReadArgument()
    {
        if (_at == _text.Length)
        {
            throw Wrong("an argument is missing");
        }

        switch (_text[_at])
        {
            case '\'':
                return ReadString();
            case '$':
                var parser = new PathParser(_text, _at);
                var path = parser.ParsePath();
                _at = parser.At;
                return new IntrinsicArgument.Path(path);
            case 'S':
                return new IntrinsicArgument.Call(ReadCall());
            default:
                return ReadLiteral();
        }
    }

    private IntrinsicArgument.Constant ReadString()
    {
        var start = ++_at;
        var value = new StringBuilder();
        while (_at < _text.Length && _text[_at] != '\'')
        {
            if (_text[_at] == '\\')
            {
                _at++;
                if (_at == _text.Length || _text[_at] is not ('\'' or '\\' or '{' or '}'))
                {
                    throw Wrong("a backslash must precede one of ' { } \\");
                }
            }

            value.Append(_text[_at++]);
        }

        var written = _text[start.._at];
        Expect('\'');
        return new IntrinsicArgument.Constant(JsonValue.From(value.ToString()), written);
    }

    private IntrinsicArgument.Constant ReadLiteral()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '-' or '+' or '.'))
        {
            _at++;
        }

        var literal = _text[start.._at];
        if (literal.Length > 0 && JsonValue.TryParse(literal, out var value))
        {
            return new IntrinsicArgument.Constant(value);
        }

        throw Wrong($"'{_text[start..]}' does not begin with an argument");
    }

    private bool TryTake(char c)
    {
        if (_at == _text.Length || _text[_at] != c)
        {
            return false;
        }

        _at++;
        return true;
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
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private PathFormatException Wrong(string why) => new($"'{_text}' is not an intrinsic function call: {why} (at position {_at})");
}
