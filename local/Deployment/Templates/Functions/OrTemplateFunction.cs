using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates.Functions;

/// <summary><c>Fn::Or</c>: whether a condition is true.</summary>
internal sealed class OrTemplateFunction() : TemplateFunction("Fn::Or")
{
    public override JsonNode? Evaluate(JsonNode? argument, Evaluator evaluator) =>
        JsonValue.Create(evaluator.Conditions(argument, Name).Any(value => value));
}
