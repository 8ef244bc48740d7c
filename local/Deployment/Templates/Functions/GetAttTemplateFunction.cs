using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates.Functions;

/// <summary><c>Fn::GetAtt</c>: an attribute of a resource.</summary>
internal sealed class GetAttTemplateFunction() : TemplateFunction("Fn::GetAtt")
{
    public override JsonNode? Evaluate(JsonNode? argument, Evaluator evaluator)
    {
        var reference = Parse(argument, evaluator);
        return evaluator.Scope.Find(reference)?.DeepClone()
            ?? throw evaluator.Error($"there is no attribute {reference.Name}.{reference.Attribute}.");
    }

    public override IEnumerable<Reference> References(JsonNode? argument, Evaluator evaluator) => [Parse(argument, evaluator)];

    private static Reference Parse(JsonNode? argument, Evaluator evaluator) =>
        argument switch
        {
            JsonArray { Count: 2 } pair when pair[0] is JsonValue resource => new Reference(
                resource.ToString(),
                evaluator.Text(pair[1], "The attribute of Fn::GetAtt")
            ),
            JsonValue text when Reference.Parse(text.ToString()) is { Attribute: not null } reference => reference,
            _ => throw evaluator.Error("Fn::GetAtt takes a logical id and an attribute."),
        };
}
