using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates.Functions;

/// <summary><c>Fn::If</c>: one of two values by a condition.</summary>
internal sealed class IfTemplateFunction() : TemplateFunction("Fn::If")
{
    public override JsonNode? Evaluate(JsonNode? argument, Evaluator evaluator) => evaluator.Evaluate(Chosen(argument, evaluator));

    public override IEnumerable<Reference> References(JsonNode? argument, Evaluator evaluator) =>
        evaluator.References(Chosen(argument, evaluator));

    private JsonNode? Chosen(JsonNode? argument, Evaluator evaluator)
    {
        var items = evaluator.Items(argument, Name, 3);
        return evaluator.Condition(items[0]) ? items[1] : items[2];
    }
}
