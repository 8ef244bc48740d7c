using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Expressions;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>A Fail: ends its flow with an error.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html</remarks>
public sealed class FailState : State
{
    internal FailState(StateHead head)
        : base(head) { }

    /// <inheritdoc/>
    public override StateType Type => StateType.Fail;

    internal FailText? Error { get; init; }

    internal FailText? Cause { get; init; }
}

/// <summary>Error or Cause of a Fail state: a text, an expression, or the value of ErrorPath or CausePath.</summary>
/// <param name="field">The name of the field.</param>
/// <param name="literal">The text; null for a path or an expression.</param>
/// <param name="path">The path or the intrinsic function call; null without one.</param>
/// <param name="pathText">The path as the definition has it.</param>
/// <param name="expression">The expression; null without one.</param>
internal sealed class FailText(string field, string? literal, PayloadTemplate? path, string? pathText, QueryExpression? expression)
{
    /// <exception cref="StateException">The value of the path or the expression is not a string.</exception>
    public string Read(in EvaluationScope scope)
    {
        if (expression is not null)
        {
            var result = expression.Evaluate(scope);
            return result is JsonString text ? text.Value : throw expression.Unexpected("string", result);
        }

        if (path is null)
        {
            return literal!;
        }

        var value = path.Evaluate(scope);
        return value is JsonString s
            ? s.Value
            : throw StateException.Runtime(
                $"The JSONPath '{pathText}' specified for the field '{field}' must reference a string, but was: {value.ToJson()}"
            );
    }
}
