using System.Buffers;
using System.Globalization;
using System.Text;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Syntax;

/// <summary>Splits an expression into tokens, one at a time.</summary>
internal sealed class Tokenizer(string text)
{
    private const string Space = " \t\n\r\v";
    private const string SingleOperators = ".[]{}(),@#;:?+-*/%|=<>^&!~";

    private static readonly SearchValues<char> NameEnd = SearchValues.Create(Space + SingleOperators);
    private static readonly string[] DoubleOperators = ["..", ":=", "!=", ">=", "<=", "**", "~>"];

    private int _at;

    /// <param name="afterOperand">An operator follows, so that a slash divides; else it begins a regular expression.</param>
    /// <returns>Null at the end.</returns>
    public Token? Next(bool afterOperand)
    {
        SkipSpaceAndComments();
        if (_at >= text.Length)
        {
            return null;
        }

        var c = text[_at];
        if (c == '/' && !afterOperand)
        {
            var expression = new RegularExpressionScanner(text, _at + 1).Scan(out _at);
            return new Token(TokenType.Regex, null, _at) { Regex = expression };
        }

        foreach (var token in DoubleOperators)
        {
            if (c == token[0] && _at + 1 < text.Length && text[_at + 1] == token[1])
            {
                _at += 2;
                return new Token(TokenType.Operator, new JsonString(token), _at);
            }
        }

        return SingleOperators.Contains(c, StringComparison.Ordinal) ? new Token(TokenType.Operator, new JsonString(c.ToString()), ++_at)
            : c is '"' or '\'' ? ReadString(c)
            : char.IsAsciiDigit(c) ? ReadNumber()
            : c == '`' ? ReadQuotedName()
            : ReadName();
    }

    private void SkipSpaceAndComments()
    {
        while (_at < text.Length)
        {
            if (Space.Contains(text[_at], StringComparison.Ordinal))
            {
                _at++;
            }
            else if (text[_at] == '/' && _at + 1 < text.Length && text[_at + 1] == '*')
            {
                var end = _at + 2 <= text.Length ? text.IndexOf("*/", _at + 2, StringComparison.Ordinal) : -1;
                _at = end < 0 ? throw new JsonataException("S0106") { Position = _at } : end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private Token ReadString(char quote)
    {
        var value = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            var c = text[_at];
            if (c == quote)
            {
                _at++;
                return new Token(TokenType.String, new JsonString(value.ToString()), _at);
            }

            value.Append(c == '\\' ? ReadEscape() : c);
        }

        throw new JsonataException("S0101") { Position = _at };
    }

    private char ReadEscape()
    {
        _at++;
        var c = _at < text.Length ? text[_at] : '\0';
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
            case 'u':
                // Fewer digits count at the end of the text, where the string is not terminated anyway.
                var digits = text.AsSpan(_at + 1, Math.Min(4, text.Length - _at - 1));
                if (!ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
                {
                    throw new JsonataException("S0104") { Position = _at };
                }

                _at += 4;
                return (char)code;
            default:
                throw new JsonataException("S0103") { Position = _at, Token = JsonValue.From(_at < text.Length ? c.ToString() : "") };
        }
    }

    private Token ReadNumber()
    {
        var start = _at;
        var end = _at + 1;
        while (text[start] != '0' && end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            end = SkipDigits(end + 1);
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var digits = end + (end + 1 < text.Length && text[end + 1] is '+' or '-' ? 2 : 1);
            end = digits < text.Length && char.IsAsciiDigit(text[digits]) ? SkipDigits(digits) : end;
        }

        var number = double.Parse(text.AsSpan(start, end - start), NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number))
        {
            throw new JsonataException("S0102") { Position = start, Token = JsonValue.From(text[start..end]) };
        }

        _at = end;
        return new Token(TokenType.Number, JsonNumber.FromJavaScript(number), _at);
    }

    private int SkipDigits(int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private Token ReadQuotedName()
    {
        var end = text.IndexOf('`', _at + 1);
        if (end < 0)
        {
            _at = text.Length;
            throw new JsonataException("S0105") { Position = _at };
        }

        var name = text[(_at + 1)..end];
        _at = end + 1;
        return new Token(TokenType.Name, new JsonString(name), _at);
    }

    private Token ReadName()
    {
        var length = text.AsSpan(_at).IndexOfAny(NameEnd);
        var name = length < 0 ? text[_at..] : text.Substring(_at, length);
        _at += name.Length;
        return name[0] == '$'
            ? new Token(TokenType.Variable, new JsonString(string.Intern(name[1..])), _at)
            : name switch
            {
                "or" or "in" or "and" => new Token(TokenType.Operator, new JsonString(name), _at),
                "true" => new Token(TokenType.Value, JsonValue.True, _at),
                "false" => new Token(TokenType.Value, JsonValue.False, _at),
                "null" => new Token(TokenType.Value, JsonValue.Null, _at),
                _ => new Token(TokenType.Name, new JsonString(name), _at),
            };
    }
}
