using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
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

/// <summary>Error or Cause of a Fail state: a text, or the value of ErrorPath or CausePath.</summary>
/// <param name="field">The name of the field.</param>
/// <param name="literal">The text; null for a path.</param>
/// <param name="path">The path or the intrinsic function call; null for a text.</param>
/// <param name="pathText">The path as the definition has it.</param>
internal sealed class FailText(string field, string? literal, PayloadTemplate? path, string? pathText)
{
    /// <exception cref="StateException">The value of the path is not a string.</exception>
    public string Read(in EvaluationScope scope)
    {
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
