using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates.Functions;

/// <summary><c>Fn::Not</c>: whether a condition is false.</summary>
internal sealed class NotTemplateFunction() : TemplateFunction("Fn::Not")
{
    public override JsonNode? Evaluate(JsonNode? argument, Evaluator evaluator) =>
        JsonValue.Create(!evaluator.Condition(evaluator.Items(argument, Name, 1)[0]));
}
