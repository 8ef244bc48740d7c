using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates.Functions;

/// <summary><c>Fn::Join</c>: joins a list of texts with a delimiter.</summary>
internal sealed class JoinTemplateFunction() : TemplateFunction("Fn::Join")
{
    public override JsonNode? Evaluate(JsonNode? argument, Evaluator evaluator)
    {
        var items = evaluator.Items(argument, Name, 2);
        var texts = evaluator.List(items[1], "The second argument of Fn::Join");
        return JsonValue.Create(
            string.Join(
                evaluator.Text(items[0], "The delimiter of Fn::Join"),
                texts.Select(text => evaluator.Text(text, "An item of Fn::Join"))
            )
        );
    }
}
