using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata;

/// <summary>
/// An expression that cannot be parsed, or an evaluation that failed. Code, position, token and message are those of JSONata 2.0.6.
/// </summary>
/// <param name="code">For example T2001.</param>
/// <param name="message">The error message; null for the message that JSONata has for the code.</param>
public sealed class JsonataException(string code, string? message = null) : Exception
{
    /// <summary>S: syntax, T: type, D: evaluation, U1001: a limit of <see cref="EvaluationSettings"/> is exceeded.</summary>
    public string Code => code;

    /// <summary>Index of the character after the token that caused the error; null if no token did.</summary>
    public int? Position { get; internal set; }

    /// <summary>The token or the function that caused the error; null if the error names no token.</summary>
    public JsonValue? Token { get; internal set; }

    /// <summary>The value that caused the error; null if the error names no value.</summary>
    public JsonValue? Value { get; internal init; }

    public override string Message => message ?? ErrorMessages.For(this);

    internal JsonValue? Value2 { get; init; }

    internal JsonValue? Exponent { get; init; }

    internal JsonValue? ElementType { get; init; }

    internal string? FunctionName { get; init; }

    internal int? Index { get; init; }

    /// <summary>Makes the position within a part one within the expression. For use in an exception filter.</summary>
    /// <returns>False, so that the filter does not catch.</returns>
    internal bool MoveBy(int offset)
    {
        Position += offset;
        return false;
    }

    /// <summary>Adds the operator and its position. For use in an exception filter.</summary>
    /// <returns>False, so that the filter does not catch.</returns>
    internal bool AtOperator(int position, string token)
    {
        Position = position;
        Token = new JsonString(token);
        return false;
    }
}
