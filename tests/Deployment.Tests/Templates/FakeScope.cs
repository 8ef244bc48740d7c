using System.Text.Json.Nodes;
using PromptToImage.Deployment.Templates;

namespace PromptToImage.Deployment.Tests.Templates;

/// <summary>A scope with a parameter, a list, a resource with one attribute, and a true and a false condition.</summary>
internal sealed class FakeScope : IScope
{
    public JsonNode? Find(Reference reference) =>
        (reference.Name, reference.Attribute) switch
        {
            ("Stage", null) => "test",
            ("Names", null) => new JsonArray("a", "b", "c"),
            ("Queue", null) => "http://localhost/queue",
            ("Queue", "Arn") => "arn:queue",
            ("AWS::Region", null) => "us-east-1",
            _ => null,
        };

    public bool? Condition(string name) =>
        name switch
        {
            "Yes" => true,
            "No" => false,
            _ => null,
        };
}
