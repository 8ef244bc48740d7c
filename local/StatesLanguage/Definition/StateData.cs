using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>
/// The input and output processing of a state, in the query language of the state. Fields that a state does not have keep their
/// defaults, so the processing is the same for all states.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html</remarks>
internal abstract record StateData
{
    /// <summary>Parameters in JSONPath, Arguments in JSONata.</summary>
    public PayloadTemplate? Arguments { get; init; }

    public PayloadTemplate? Assign { get; init; }

    /// <returns>The scope for the fields of the state. Its input is the effective input.</returns>
    /// <exception cref="StateException">InputPath has no value.</exception>
    public abstract EvaluationScope ReadInput(JsonValue input, IEvaluationSource source);

    /// <returns>The arguments of the state's work; without the field, the effective input.</returns>
    /// <exception cref="StateException">A path or an expression has no value, or a function failed.</exception>
    public JsonValue ReadArguments(in EvaluationScope input) => Arguments?.Evaluate(input) ?? input.Input;

    /// <param name="input">The state's input, before InputPath.</param>
    /// <exception cref="StateException">
    /// A path or an expression has no value, a function failed, or the output or the variables are too large.
    /// </exception>
    public StateOutput ReadOutput(JsonValue input, in StateResult result, IEvaluationSource source)
    {
        var scope = OutputScope(input, result, source);
        var output = DataLimit.Check(SelectOutput(input, result.Value, scope));
        return new StateOutput(output, ReadAssigned(scope));
    }

    /// <returns>The scope for Output and Assign.</returns>
    protected abstract EvaluationScope OutputScope(JsonValue input, in StateResult result, IEvaluationSource source);

    protected abstract JsonValue SelectOutput(JsonValue input, JsonValue result, in EvaluationScope scope);

    private JsonObject? ReadAssigned(in EvaluationScope scope) =>
        Assign is not null && DataLimit.Check(Assign.Evaluate(scope)) is JsonObject { Count: > 0 } assigned ? assigned : null;
}

/// <summary>The data that the output processing starts from.</summary>
internal readonly record struct StateResult(JsonValue Value, ResultKind Kind);

internal enum ResultKind : byte
{
    /// <summary>The state has no result of its own, so its input is processed.</summary>
    Input,

    /// <summary>The result of a Task, a Parallel or a Map.</summary>
    Result,

    /// <summary>The error that a catcher handles.</summary>
    ErrorOutput,
}

/// <param name="Assigned">The variables to assign; null without any.</param>
internal readonly record struct StateOutput(JsonValue Value, JsonObject? Assigned);
