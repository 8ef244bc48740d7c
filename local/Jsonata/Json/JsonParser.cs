using System.Buffers;
using System.Text;

namespace PromptToImage.Jsonata.Json;

/// <summary>RFC 8259, one pass over the text, with a bound on nesting.</summary>
internal ref struct JsonParser
{
    private static readonly SearchValues<char> StringEnd = SearchValues.Create(
        "\"\\\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f"
    );

    private readonly ReadOnlySpan<char> _text;
    private int _at;
    private int _depth;

    private JsonParser(ReadOnlySpan<char> text) => _text = text;

    public static JsonValue Parse(string text)
    {
        var parser = new JsonParser(text);
        parser.SkipSpace();
        var value = parser.ReadValue();
        parser.SkipSpace();
        if (parser._at != text.Length)
        {
            throw parser.Unexpected("the end");
        }

        return value;
    }

    private JsonValue ReadValue()
    {
        if (_at == _text.Length)
        {
            throw Unexpected("a value");
        }

        switch (_text[_at])
        {
            case '{':
                return ReadObject();
            case '[':
                return ReadArray();
            case '"':
                return new JsonString(ReadString());
            case 't':
                return ReadLiteral("true", JsonValue.True);
            case 'f':
                return ReadLiteral("false", JsonValue.False);
            case 'n':
                return ReadLiteral("null", JsonValue.Null);
            default:
                return ReadNumber();
        }
    }

    private JsonObject ReadObject()
    {
        Enter();
        if (TryTake('}'))
        {
            _depth--;
            return new JsonObject([], []);
        }
        var builder = new JsonObjectBuilder();
        while (true)
        {
            if (_at == _text.Length || _text[_at] != '"')
            {
                throw Unexpected("a property name");
            }

            var key = ReadString();
            SkipSpace();
            if (!TryTake(':'))
            {
                throw Unexpected("':'");
            }

            builder.Set(key, ReadValue());
            SkipSpace();
            if (TryTake(','))
            {
                continue;
            }

            if (!TryTake('}'))
            {
                throw Unexpected("',' or '}'");
            }

            _depth--;
            return builder.Build();
        }
    }

    private JsonArray ReadArray()
    {
        Enter();
        if (TryTake(']'))
        {
            _depth--;
            return new JsonArray([]);
        }
        var items = new List<JsonValue>();
        while (true)
        {
            items.Add(ReadValue());
            SkipSpace();
            if (TryTake(','))
            {
                continue;
            }

            if (!TryTake(']'))
            {
                throw Unexpected("',' or ']'");
            }

            _depth--;
            return new JsonArray([.. items]);
        }
    }

    private string ReadString()
    {
        var start = ++_at;
        var length = _text[start..].IndexOfAny(StringEnd);
        if (length < 0)
        {
            throw Unexpected("'\"'", _text.Length);
        }

        if (_text[start + length] == '"')
        {
            _at = start + length + 1;
            return _text.Slice(start, length).ToString();
        }
        var value = new StringBuilder();
        while (true)
        {
            value.Append(_text.Slice(_at, length));
            _at += length;
            var c = _text[_at];
            if (c == '"')
            {
                _at++;
                return value.ToString();
            }
            if (c != '\\')
            {
                throw new JsonFormatException($"control character U+{(int)c:X4} in a string at {_at}", _at);
            }

            value.Append(ReadEscape());
            length = _text[_at..].IndexOfAny(StringEnd);
            if (length < 0)
            {
                throw Unexpected("'\"'", _text.Length);
            }
        }
    }

    private char ReadEscape()
    {
        if (_at + 1 >= _text.Length)
        {
            throw Unexpected("an escape", _text.Length);
        }

        var c = _text[_at + 1];
        _at += 2;
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u'
                when _at + 4 <= _text.Length
                    && ushort.TryParse(_text.Slice(_at, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code):
                _at += 4;
                return (char)code;
            default:
                throw new JsonFormatException($"unknown escape at {_at - 2}", _at - 2);
        }
    }

    private JsonNumber ReadNumber()
    {
        var start = _at;
        if (_at < _text.Length && _text[_at] == '-')
        {
            _at++;
        }

        var digits = SkipDigits();
        if (digits == 0)
        {
            throw Unexpected("a value", start);
        }

        if (digits > 1 && _text[_at - digits] == '0')
        {
            throw new JsonFormatException($"leading zero at {start}", start);
        }

        if (_at < _text.Length && _text[_at] == '.')
        {
            _at++;
            if (SkipDigits() == 0)
            {
                throw Unexpected("a digit");
            }
        }
        if (_at < _text.Length && (_text[_at] is 'e' or 'E'))
        {
            _at++;
            if (_at < _text.Length && (_text[_at] is '+' or '-'))
            {
                _at++;
            }

            if (SkipDigits() == 0)
            {
                throw Unexpected("a digit");
            }
        }
        return JsonNumber.FromWritten(_text[start.._at]);
    }

    private int SkipDigits()
    {
        var start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        return _at - start;
    }

    private JsonValue ReadLiteral(string literal, JsonValue value)
    {
        if (!_text[_at..].StartsWith(literal))
        {
            throw Unexpected("a value");
        }

        _at += literal.Length;
        return value;
    }

    private void Enter()
    {
        if (++_depth > JsonValue.MaxDepth)
        {
            throw new JsonFormatException($"nested deeper than {JsonValue.MaxDepth} levels", _at);
        }

        _at++;
        SkipSpace();
    }

    private bool TryTake(char c)
    {
        if (_at == _text.Length || _text[_at] != c)
        {
            return false;
        }

        _at++;
        SkipSpace();
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && (_text[_at] is ' ' or '\t' or '\n' or '\r'))
        {
            _at++;
        }
    }

    private readonly JsonFormatException Unexpected(string wanted, int at = -1)
    {
        if (at < 0)
        {
            at = _at;
        }

        return at < _text.Length
            ? new JsonFormatException($"expected {wanted} at {at}, found '{_text[at]}'", at)
            : new JsonFormatException($"expected {wanted}, found the end of the text", at);
    }
}
