using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates.Functions;

/// <summary><c>Fn::Split</c>: splits a text at each delimiter into a list.</summary>
internal sealed class SplitTemplateFunction() : TemplateFunction("Fn::Split")
{
    public override JsonNode? Evaluate(JsonNode? argument, Evaluator evaluator)
    {
        var items = evaluator.Items(argument, Name, 2);
        var delimiter = evaluator.Text(items[0], "The delimiter of Fn::Split");
        return delimiter.Length > 0
            ? new JsonArray(
                [.. evaluator.Text(items[1], "The text of Fn::Split").Split(delimiter).Select(part => (JsonNode)JsonValue.Create(part))]
            )
            : throw evaluator.Error("The delimiter of Fn::Split is empty.");
    }
}
