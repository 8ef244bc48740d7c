using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates.Functions;

/// <summary><c>Fn::Equals</c>: whether two texts are equal.</summary>
internal sealed class EqualsTemplateFunction() : TemplateFunction("Fn::Equals")
{
    public override JsonNode? Evaluate(JsonNode? argument, Evaluator evaluator)
    {
        var items = evaluator.Items(argument, Name, 2);
        return JsonValue.Create(
            evaluator.Text(items[0], "An argument of Fn::Equals") == evaluator.Text(items[1], "An argument of Fn::Equals")
        );
    }
}
