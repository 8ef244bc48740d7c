using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>
/// The input and output processing of a state. Fields that a state does not have keep their defaults, so the processing is the
/// same for all states.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html</remarks>
internal sealed record StateData
{
    public DataPath InputPath { get; init; } = DataPath.Everything;

    public PayloadTemplate? Parameters { get; init; }

    public PayloadTemplate? ResultSelector { get; init; }

    public ResultPath ResultPath { get; init; } = ResultPath.Replace;

    public DataPath OutputPath { get; init; } = DataPath.Everything;

    public PayloadTemplate? Assign { get; init; }

    /// <returns>The scope in which <c>$</c> is the effective input.</returns>
    /// <exception cref="StateException">InputPath has no value.</exception>
    public EvaluationScope ReadInput(JsonValue input, IEvaluationSource source)
    {
        var scope = new EvaluationScope(input, source);
        return scope.WithInput(InputPath.Apply(input, scope));
    }

    /// <returns>The arguments of the state's work: Parameters, or the effective input.</returns>
    /// <exception cref="StateException">A path has no value, or a function failed.</exception>
    public JsonValue ReadArguments(in EvaluationScope input) => Parameters?.Evaluate(input) ?? input.Input;

    /// <param name="input">The state's input, before InputPath.</param>
    /// <param name="result">The result of the state's work.</param>
    /// <exception cref="StateException">A path has no value, a function failed, or the output is too large.</exception>
    public StateOutput ReadOutput(JsonValue input, JsonValue result, IEvaluationSource source)
    {
        var scope = new EvaluationScope(result, source);
        var output = ResultPath.Apply(input, ResultSelector?.Evaluate(scope) ?? result);
        output = DataLimit.Check(OutputPath.Apply(output, scope));
        return new StateOutput(output, (JsonObject?)Assign?.Evaluate(scope) is { Count: > 0 } assigned ? assigned : null);
    }
}

/// <param name="Assigned">The variables to assign; null without any.</param>
internal readonly record struct StateOutput(JsonValue Value, JsonObject? Assigned);
