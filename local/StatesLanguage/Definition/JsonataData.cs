using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>The input and output processing of JSONata. Output and Assign see the same values.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html</remarks>
internal sealed record JsonataData : StateData
{
    /// <summary>Null gives the result, or the input of a state without a result.</summary>
    public PayloadTemplate? Output { get; init; }

    public override EvaluationScope ReadInput(JsonValue input, IEvaluationSource source) => new(input, source);

    protected override EvaluationScope OutputScope(JsonValue input, in StateResult result, IEvaluationSource source) =>
        result.Kind switch
        {
            ResultKind.Result => new(input, source, result: result.Value),
            ResultKind.ErrorOutput => new(input, source, errorOutput: result.Value),
            _ => new(input, source),
        };

    protected override JsonValue SelectOutput(JsonValue input, JsonValue result, in EvaluationScope scope) =>
        Output?.Evaluate(scope) ?? result;
}
