using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Syntax;

/// <summary>The tokens of an expression, each as a node of the syntax tree that the parser completes.</summary>
internal sealed class TokenStream
{
    private readonly string _text;
    private readonly Tokenizer _tokenizer;

    public TokenStream(string text)
    {
        _text = text;
        _tokenizer = new Tokenizer(text);
        Current = Read(afterOperand: false);
    }

    public SyntaxNode Current { get; private set; }

    /// <summary>The token as errors give it.</summary>
    public static JsonValue? TokenOf(SyntaxNode node) => node.Type == SyntaxType.Regex ? JsonObject.Empty : node.Value;

    /// <summary>Goes to the next token.</summary>
    /// <param name="expected">The id that the current token must have; null for any.</param>
    /// <param name="afterOperand">An operator follows, so that a slash divides.</param>
    public void Advance(string? expected = null, bool afterOperand = false)
    {
        if (expected is not null && Current.Id != expected)
        {
            throw new JsonataException(Current.Id == "(end)" ? "S0203" : "S0202")
            {
                Position = Current.Position,
                Token = TokenOf(Current),
                Value = JsonValue.From(expected),
            };
        }

        Current = Read(afterOperand);
    }

    private SyntaxNode Read(bool afterOperand)
    {
        if (_tokenizer.Next(afterOperand) is not { } token)
        {
            return new SyntaxNode(SyntaxType.End, _text.Length) { Id = "(end)", Value = JsonValue.From("(end)") };
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
}
