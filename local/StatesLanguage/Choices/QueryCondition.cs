using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.Expressions;

namespace PromptToImage.StatesLanguage.Choices;

/// <summary>The field Condition of a choice rule in JSONata.</summary>
internal sealed class QueryCondition(QueryExpression expression) : Condition
{
    public override string Label => expression.Text;

    public override bool Holds(in EvaluationScope scope)
    {
        var value = expression.Evaluate(scope);
        return value.IsBoolean ? value.Kind == JsonKind.True : throw expression.Unexpected("boolean", value);
    }
}
