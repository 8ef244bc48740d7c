using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.RegularExpressions;

namespace PromptToImage.Jsonata.Syntax;

internal enum TokenType
{
    Operator,
    String,
    Number,
    Value,
    Name,
    Variable,
    Regex,
    End,
}

/// <summary>A token of an expression.</summary>
/// <param name="Value">The operator, the name, or the literal's value.</param>
/// <param name="Position">Index of the character after the token.</param>
internal sealed record Token(TokenType Type, JsonValue? Value, int Position)
{
    public RegularExpression? Regex { get; init; }
}
