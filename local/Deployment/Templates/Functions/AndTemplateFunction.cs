using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates.Functions;

/// <summary><c>Fn::And</c>: whether all conditions are true.</summary>
internal sealed class AndTemplateFunction() : TemplateFunction("Fn::And")
{
    public override JsonNode? Evaluate(JsonNode? argument, Evaluator evaluator) =>
        JsonValue.Create(evaluator.Conditions(argument, Name).All(value => value));
}
