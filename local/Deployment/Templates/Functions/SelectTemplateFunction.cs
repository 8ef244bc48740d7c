using System.Globalization;
using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates.Functions;

/// <summary><c>Fn::Select</c>: one item of a list by its index, from 0.</summary>
internal sealed class SelectTemplateFunction() : TemplateFunction("Fn::Select")
{
    public override JsonNode? Evaluate(JsonNode? argument, Evaluator evaluator)
    {
        var items = evaluator.Items(argument, Name, 2);
        var list = evaluator.List(items[1], "The second argument of Fn::Select");
        var text = evaluator.Text(items[0], "The index of Fn::Select");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count
            ? list[index]?.DeepClone()
            : throw evaluator.Error($"Fn::Select has the index {text}, and its list has {list.Count} items.");
    }
}
