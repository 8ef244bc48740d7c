using System.Text.RegularExpressions;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Paths;

/// <summary>Parses filters: <c>[?(…)]</c>.</summary>
internal sealed partial class PathParser
{
    private PathSegment.Filter ReadFilter()
    {
        var start = ++At;
        SkipSpace();
        if (Here != '(')
        {
            throw Wrong("'(' is missing after '?'");
        }

        var predicate = ReadOr();
        var filter = text[start..At];
        SkipSpace();
        Close();
        return new PathSegment.Filter(predicate, filter);
    }

    private PathPredicate ReadOr()
    {
        var left = ReadAnd();
        while (TryTakeWord("||"))
        {
            left = new PathPredicate.Or(left, ReadAnd());
        }

        return left;
    }

    private PathPredicate ReadAnd()
    {
        var left = ReadTerm();
        while (TryTakeWord("&&"))
        {
            left = new PathPredicate.And(left, ReadTerm());
        }

        return left;
    }

    private PathPredicate ReadTerm()
    {
        if (++_nesting > MaxNesting)
        {
            throw Wrong("a filter is nested too deeply");
        }

        SkipSpace();
        PathPredicate term;
        if (TryTake('!'))
        {
            term = new PathPredicate.Not(ReadTerm());
        }
        else if (TryTake('('))
        {
            term = ReadOr();
            SkipSpace();
            Expect(')');
        }
        else
        {
            term = ReadComparison();
        }

        _nesting--;
        return term;
    }

    private PathPredicate ReadComparison()
    {
        var left = ReadOperand();
        if (TryTakeWord("=~"))
        {
            return new PathPredicate.Matches(left, ReadPattern());
        }

        foreach (var comparison in (ReadOnlySpan<string>)["==", "!=", "<=", ">=", "<", ">", "in ", "nin "])
        {
            if (TryTakeWord(comparison))
            {
                return new PathPredicate.Compare(left, comparison.TrimEnd(), ReadOperand());
            }
        }

        return new PathPredicate.Exists(left);
    }

    private PathPredicate.Operand ReadOperand()
    {
        SkipSpace();
        switch (Here)
        {
            case '$' or '@':
                var fromCurrent = Here == '@';
                if (++_nesting > MaxNesting)
                {
                    throw Wrong("a filter is nested too deeply");
                }

                var path = ParsePath();
                _nesting--;
                if (path.Root != PathRoot.Input)
                {
                    throw Wrong("a path in a filter must start with @ or $");
                }

                return new(null, path, fromCurrent);
            case '\'' or '"':
                return new(JsonValue.From(ReadQuoted()), null, false);
            default:
                return new(ReadConstant(), null, false);
        }
    }

    private JsonValue ReadConstant()
    {
        var start = At;
        if (Here == '[')
        {
            while (At < text.Length && text[At] != ']')
            {
                At++;
            }

            Expect(']');
        }
        else
        {
            while (At < text.Length && (char.IsAsciiLetterOrDigit(text[At]) || text[At] is '-' or '+' or '.'))
            {
                At++;
            }
        }

        var constant = text[start..At];
        if (JsonValue.TryParse(constant.Replace('\'', '"'), out var value))
        {
            return value;
        }

        throw Wrong($"'{constant}' is not a value");
    }

    private Regex ReadPattern()
    {
        SkipSpace();
        Expect('/');
        var start = At;
        while (At < text.Length && (text[At] != '/' || text[At - 1] == '\\'))
        {
            At++;
        }

        var pattern = text[start..Math.Min(At, text.Length)];
        Expect('/');
        var options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;
        if (TryTake('i'))
        {
            options |= RegexOptions.IgnoreCase;
        }

        try
        {
            return new Regex($"^(?:{pattern})$", options);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw Wrong($"'{pattern}' is not a regular expression: {e.Message}");
        }
    }

    private bool TryTakeWord(string word)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, At, word, 0, word.Length) != 0)
        {
            return false;
        }

        At += word.Length;
        return true;
    }
}
