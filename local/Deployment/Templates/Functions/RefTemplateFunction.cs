using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates.Functions;

/// <summary><c>Ref</c>: the value of a parameter, or the identifier that a type of resource returns.</summary>
internal sealed class RefTemplateFunction() : TemplateFunction("Ref")
{
    public override JsonNode? Evaluate(JsonNode? argument, Evaluator evaluator)
    {
        var reference = Parse(argument, evaluator);
        return reference.Name == "AWS::NoValue"
            ? Evaluator.NoValue
            : evaluator.Scope.Find(reference)?.DeepClone()
                ?? throw evaluator.Error($"{reference.Name} is neither a parameter nor a resource of the template.");
    }

    public override IEnumerable<Reference> References(JsonNode? argument, Evaluator evaluator) => [Parse(argument, evaluator)];

    private static Reference Parse(JsonNode? argument, Evaluator evaluator) =>
        argument is JsonValue name && name.TryGetValue(out string? text) ? new Reference(text) : throw evaluator.Error("Ref takes a name.");
}
