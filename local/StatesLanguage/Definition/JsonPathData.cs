using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>The input and output processing of JSONPath, in five fields.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html</remarks>
internal sealed record JsonPathData : StateData
{
    public DataPath InputPath { get; init; } = DataPath.Everything;

    public PayloadTemplate? ResultSelector { get; init; }

    public ResultPath ResultPath { get; init; } = ResultPath.Replace;

    public DataPath OutputPath { get; init; } = DataPath.Everything;

    public override EvaluationScope ReadInput(JsonValue input, IEvaluationSource source)
    {
        var scope = new EvaluationScope(input, source);
        return scope.WithInput(InputPath.Apply(input, scope));
    }

    protected override EvaluationScope OutputScope(JsonValue input, in StateResult result, IEvaluationSource source) =>
        new(result.Value, source);

    protected override JsonValue SelectOutput(JsonValue input, JsonValue result, in EvaluationScope scope)
    {
        var selected = ResultSelector?.Evaluate(scope) ?? result;
        var placed = ResultPath.Apply(input, selected);
        scope.Source.Test?.SawResult(selected, placed);
        return OutputPath.Apply(placed, scope);
    }
}
