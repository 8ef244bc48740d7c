using System.Runtime.CompilerServices;
using PromptToImage.Jsonata.Running;

namespace PromptToImage.Jsonata.Syntax;

/// <summary>
/// A top-down operator precedence parser: https://docs.jsonata.org/path-operators, https://crockford.com/javascript/tdop/tdop.html.
/// </summary>
internal sealed class Parser
{
    /// <summary>The deepest nesting of an expression, and the longest chain of operators without parentheses.</summary>
    public const int DeepestNesting = 2000;

    private readonly TokenStream _tokens;
    private readonly CallParser _calls;
    private int _depth;

    private Parser(string text)
    {
        _tokens = new TokenStream(text);
        _calls = new CallParser(_tokens, () => ReadExpression(0));
    }

    public static SyntaxNode Parse(string text)
    {
        var parser = new Parser(text);
        var root = parser.ReadExpression(0);
        return parser._tokens.Current.Id == "(end)"
            ? root
            : throw new JsonataException("S0201") { Position = parser._tokens.Current.Position, Token = parser._tokens.Current.Value };
    }

    private SyntaxNode ReadExpression(int power)
    {
        if (++_depth > DeepestNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Limits.StackOverflow();
        }

        var token = _tokens.Current;
        _tokens.Advance(null, afterOperand: true);
        var left = ReadOperand(token);
        for (var chain = 1; power < BindingPower.For(_tokens.Current.Id); chain++)
        {
            if (chain > DeepestNesting)
            {
                throw Limits.StackOverflow();
            }

            token = _tokens.Current;
            _tokens.Advance();
            left = ReadOperator(token, left);
        }

        _depth--;
        return left;
    }

    private SyntaxNode ReadOperand(SyntaxNode token)
    {
        switch (token.Id)
        {
            case "(name)" or "(literal)" or "(regex)" or "(end)" or "and" or "or" or "in":
                return token;
            case "-":
                token.Left = ReadExpression(BindingPower.Prefix);
                token.Type = SyntaxType.Unary;
                return token;
            case "*":
                token.Type = SyntaxType.Wildcard;
                return token;
            case "**":
                token.Type = SyntaxType.Descendant;
                return token;
            case "%":
                token.Type = SyntaxType.Parent;
                return token;
            case "(":
                return ReadBlock(token);
            case "[":
                return ReadArray(token);
            case "{":
                token.Pairs = ReadPairs();
                token.Type = SyntaxType.Unary;
                return token;
            case "|":
                return ReadTransform(token);
            default:
                throw new JsonataException("S0211") { Position = token.Position, Token = token.Value };
        }
    }

    private SyntaxNode ReadOperator(SyntaxNode token, SyntaxNode left)
    {
        token.Left = left;
        switch (token.Id)
        {
            case "(":
                return _calls.Parse(token);
            case "[":
                return ReadPredicate(token);
            case "^":
                return ReadOrderBy(token);
            case "{":
                token.Pairs = ReadPairs();
                break;
            case ":=":
                if (left.Type != SyntaxType.Variable)
                {
                    throw new JsonataException("S0212") { Position = left.Position, Token = TokenStream.TokenOf(left) };
                }

                // Assigns from right to left.
                token.Right = ReadExpression(BindingPower.For(":=") - 1);
                break;
            case "@" or "#":
                token.Right = ReadExpression(BindingPower.For(token.Id));
                if (token.Right.Type != SyntaxType.Variable)
                {
                    throw new JsonataException("S0214") { Position = token.Right.Position, Token = token.Value };
                }

                break;
            case "?":
                return ReadCondition(token);
            default:
                token.Right = ReadExpression(BindingPower.For(token.Id));
                break;
        }

        token.Type = SyntaxType.Binary;
        return token;
    }

    private SyntaxNode ReadBlock(SyntaxNode token)
    {
        while (_tokens.Current.Id != ")")
        {
            token.Items.Add(ReadExpression(0));
            if (_tokens.Current.Id != ";")
            {
                break;
            }

            _tokens.Advance(";");
        }

        _tokens.Advance(")", afterOperand: true);
        token.Type = SyntaxType.Block;
        return token;
    }

    private SyntaxNode ReadArray(SyntaxNode token)
    {
        while (_tokens.Current.Id != "]")
        {
            var item = ReadExpression(0);
            if (_tokens.Current.Id == "..")
            {
                var range = new SyntaxNode(SyntaxType.Binary, _tokens.Current.Position) { Value = _tokens.Current.Value, Left = item };
                _tokens.Advance("..");
                range.Right = ReadExpression(0);
                item = range;
            }

            token.Items.Add(item);
            if (_tokens.Current.Id != ",")
            {
                break;
            }

            _tokens.Advance(",");
            if (_tokens.Current.Id == "]")
            {
                // A comma demands another item.
                token.Items.Add(ReadExpression(0));
            }
        }

        _tokens.Advance("]", afterOperand: true);
        token.Type = SyntaxType.Unary;
        return token;
    }

    private List<(SyntaxNode, SyntaxNode)> ReadPairs()
    {
        var pairs = new List<(SyntaxNode, SyntaxNode)>();
        if (_tokens.Current.Id != "}")
        {
            while (true)
            {
                var key = ReadExpression(0);
                _tokens.Advance(":");
                pairs.Add((key, ReadExpression(0)));
                if (_tokens.Current.Id != ",")
                {
                    break;
                }

                _tokens.Advance(",");
            }
        }

        _tokens.Advance("}", afterOperand: true);
        return pairs;
    }

    private SyntaxNode ReadPredicate(SyntaxNode token)
    {
        if (_tokens.Current.Id == "]")
        {
            // Empty brackets keep a singleton in an array.
            var step = token.Left!;
            while (step.IsOperator("["))
            {
                step = step.Left!;
            }

            step.KeepArray = true;
            _tokens.Advance("]");
            return token.Left!;
        }

        token.Right = ReadExpression(BindingPower.For("]"));
        token.Type = SyntaxType.Binary;
        _tokens.Advance("]", afterOperand: true);
        return token;
    }

    private SyntaxNode ReadOrderBy(SyntaxNode token)
    {
        _tokens.Advance("(");
        while (true)
        {
            var isDescending = _tokens.Current.Id == ">";
            if (_tokens.Current.Id is "<" or ">")
            {
                _tokens.Advance(_tokens.Current.Id);
            }

            token.Terms.Add((ReadExpression(0), isDescending));
            if (_tokens.Current.Id != ",")
            {
                break;
            }

            _tokens.Advance(",");
        }

        _tokens.Advance(")");
        token.Type = SyntaxType.Binary;
        return token;
    }

    private SyntaxNode ReadCondition(SyntaxNode token)
    {
        token.Type = SyntaxType.Condition;
        token.Right = ReadExpression(0);
        if (_tokens.Current.Id == ":")
        {
            _tokens.Advance(":");
            token.Third = ReadExpression(0);
        }

        return token;
    }

    private SyntaxNode ReadTransform(SyntaxNode token)
    {
        token.Type = SyntaxType.Transform;
        token.Left = ReadExpression(0);
        _tokens.Advance("|");
        token.Right = ReadExpression(0);
        if (_tokens.Current.Id == ",")
        {
            _tokens.Advance(",");
            token.Third = ReadExpression(0);
        }

        _tokens.Advance("|");
        return token;
    }
}
