using System.Runtime.CompilerServices;
using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Signatures;

namespace PromptToImage.Jsonata.Syntax;

/// <summary>A top-down operator precedence parser: https://docs.jsonata.org/path-operators, https://crockford.com/javascript/tdop/tdop.html.</summary>
internal sealed class Parser
{
    /// <summary>The deepest nesting of an expression, and the longest chain of operators without parentheses.</summary>
    public const int DeepestNesting = 2000;

    private readonly string _text;
    private readonly Tokenizer _tokenizer;
    private SyntaxNode _node;
    private int _depth;

    private Parser(string text)
    {
        _text = text;
        _tokenizer = new Tokenizer(text);
        _node = Read(afterOperand: false);
    }

    public static SyntaxNode Parse(string text)
    {
        var parser = new Parser(text);
        var root = parser.ReadExpression(0);
        return parser._node.Id == "(end)"
            ? root
            : throw new JsonataException("S0201") { Position = parser._node.Position, Token = parser._node.Value };
    }

    private SyntaxNode ReadExpression(int power)
    {
        if (++_depth > DeepestNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Limits.StackOverflow();
        }

        var token = _node;
        Advance(null, afterOperand: true);
        var left = ReadOperand(token);
        while (power < BindingPower.For(_node.Id))
        {
            token = _node;
            Advance();
            left = ReadOperator(token, left);
        }

        _depth--;
        return left;
    }

    /// <summary>Goes to the next token.</summary>
    /// <param name="expected">The id that the current token must have; null for any.</param>
    /// <param name="afterOperand">An operator follows, so that a slash divides.</param>
    private void Advance(string? expected = null, bool afterOperand = false)
    {
        if (expected is not null && _node.Id != expected)
        {
            throw new JsonataException(_node.Id == "(end)" ? "S0203" : "S0202")
            {
                Position = _node.Position,
                Token = TokenOf(_node),
                Value = JsonValue.Of(expected),
            };
        }

        _node = Read(afterOperand);
    }

    private SyntaxNode Read(bool afterOperand)
    {
        if (_tokenizer.Next(afterOperand) is not { } token)
        {
            return new SyntaxNode(SyntaxType.End, _text.Length) { Id = "(end)", Value = JsonValue.Of("(end)") };
        }

        var (type, id) = token.Type switch
        {
            TokenType.Name => (SyntaxType.Name, "(name)"),
            TokenType.Variable => (SyntaxType.Variable, "(name)"),
            TokenType.String => (SyntaxType.String, "(literal)"),
            TokenType.Number => (SyntaxType.Number, "(literal)"),
            TokenType.Value => (SyntaxType.Value, "(literal)"),
            TokenType.Regex => (SyntaxType.Regex, "(regex)"),
            _ => (SyntaxType.Operator, ((JsonString)token.Value!).Value),
        };
        return id is "!" or "~"
            ? throw new JsonataException("S0204") { Position = token.Position, Token = token.Value }
            : new SyntaxNode(type, token.Position)
            {
                Id = id,
                Value = token.Value,
                Regex = token.Regex,
            };
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
                return ReadCall(token);
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
                    throw new JsonataException("S0212") { Position = left.Position, Token = TokenOf(left) };
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
        while (_node.Id != ")")
        {
            token.Items.Add(ReadExpression(0));
            if (_node.Id != ";")
            {
                break;
            }

            Advance(";");
        }

        Advance(")", afterOperand: true);
        token.Type = SyntaxType.Block;
        return token;
    }

    private SyntaxNode ReadArray(SyntaxNode token)
    {
        while (_node.Id != "]")
        {
            var item = ReadExpression(0);
            if (_node.Id == "..")
            {
                var range = new SyntaxNode(SyntaxType.Binary, _node.Position) { Value = _node.Value, Left = item };
                Advance("..");
                range.Right = ReadExpression(0);
                item = range;
            }

            token.Items.Add(item);
            if (_node.Id != ",")
            {
                break;
            }

            Advance(",");
            if (_node.Id == "]")
            {
                // A comma demands another item.
                token.Items.Add(ReadExpression(0));
            }
        }

        Advance("]", afterOperand: true);
        token.Type = SyntaxType.Unary;
        return token;
    }

    private List<(SyntaxNode, SyntaxNode)> ReadPairs()
    {
        var pairs = new List<(SyntaxNode, SyntaxNode)>();
        if (_node.Id != "}")
        {
            while (true)
            {
                var key = ReadExpression(0);
                Advance(":");
                pairs.Add((key, ReadExpression(0)));
                if (_node.Id != ",")
                {
                    break;
                }

                Advance(",");
            }
        }

        Advance("}", afterOperand: true);
        return pairs;
    }

    private SyntaxNode ReadPredicate(SyntaxNode token)
    {
        if (_node.Id == "]")
        {
            // Empty brackets keep a singleton in an array.
            var step = token.Left!;
            while (step.IsOperator("["))
            {
                step = step.Left!;
            }

            step.KeepArray = true;
            Advance("]");
            return token.Left!;
        }

        token.Right = ReadExpression(BindingPower.For("]"));
        token.Type = SyntaxType.Binary;
        Advance("]", afterOperand: true);
        return token;
    }

    private SyntaxNode ReadOrderBy(SyntaxNode token)
    {
        Advance("(");
        while (true)
        {
            var isDescending = _node.Id == ">";
            if (_node.Id is "<" or ">")
            {
                Advance(_node.Id);
            }

            token.Terms.Add((ReadExpression(0), isDescending));
            if (_node.Id != ",")
            {
                break;
            }

            Advance(",");
        }

        Advance(")");
        token.Type = SyntaxType.Binary;
        return token;
    }

    private SyntaxNode ReadCondition(SyntaxNode token)
    {
        token.Type = SyntaxType.Condition;
        token.Right = ReadExpression(0);
        if (_node.Id == ":")
        {
            Advance(":");
            token.Third = ReadExpression(0);
        }

        return token;
    }

    private SyntaxNode ReadTransform(SyntaxNode token)
    {
        token.Type = SyntaxType.Transform;
        token.Left = ReadExpression(0);
        Advance("|");
        token.Right = ReadExpression(0);
        if (_node.Id == ",")
        {
            Advance(",");
            token.Third = ReadExpression(0);
        }

        Advance("|");
        return token;
    }

    private SyntaxNode ReadCall(SyntaxNode token)
    {
        token.Type = SyntaxType.Function;
        if (_node.Id != ")")
        {
            while (true)
            {
                if (_node.Type == SyntaxType.Operator && _node.Id == "?")
                {
                    token.Type = SyntaxType.Partial;
                    token.Items.Add(_node);
                    Advance("?");
                }
                else
                {
                    token.Items.Add(ReadExpression(0));
                }

                if (_node.Id != ",")
                {
                    break;
                }

                Advance(",");
            }
        }

        Advance(")", afterOperand: true);
        return token.Left is { Type: SyntaxType.Name, Text: "function" or "λ" } ? ReadLambda(token) : token;
    }

    private SyntaxNode ReadLambda(SyntaxNode token)
    {
        for (var i = 0; i < token.Items.Count; i++)
        {
            if (token.Items[i].Type != SyntaxType.Variable)
            {
                throw new JsonataException("S0208")
                {
                    Position = token.Items[i].Position,
                    Token = TokenOf(token.Items[i]),
                    Value = JsonValue.Of(i + 1),
                };
            }
        }

        token.Type = SyntaxType.Lambda;
        if (_node.Id == "<")
        {
            token.Signature = ReadSignature();
        }

        Advance("{");
        token.Right = ReadExpression(0);
        Advance("}");
        return token;
    }

    private Signature ReadSignature()
    {
        var position = _node.Position;
        var depth = 1;
        var text = new System.Text.StringBuilder("<");
        while (depth > 0 && _node.Id is not ("{" or "(end)"))
        {
            Advance();
            depth += _node.Id == ">" ? -1 : _node.Id == "<" ? 1 : 0;
            text.Append(_node.Value is JsonString token ? token.Value : _node.Value?.ToJson());
        }

        Advance(">");
        try
        {
            return Signature.Parse(text.ToString());
        }
        catch (JsonataException error) when (error.MoveBy(position))
        {
            throw;
        }
    }

    private static JsonValue? TokenOf(SyntaxNode node) => node.Type == SyntaxType.Regex ? JsonObject.Empty : node.Value;
}
