using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates;

/// <summary>The values that the expressions of a template can refer to.</summary>
internal interface IScope
{
    /// <summary>The value of a reference; null if the scope does not have it.</summary>
    JsonNode? Find(Reference reference);

    /// <summary>The value of a condition; null if there is no such condition.</summary>
    bool? Condition(string name);
}
