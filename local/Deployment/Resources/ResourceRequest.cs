using PromptToImage.AwsEmulator;

namespace PromptToImage.Deployment.Resources;

/// <summary>One resource to create or update.</summary>
internal sealed record ResourceRequest(string LogicalId, Properties Properties, StackOptions Stack)
{
    public Emulator Emulator => Stack.Emulator;

    /// <summary>
    /// The name of a resource that the template does not name, of the stack's name and the logical id. CloudFormation adds a random part;
    /// without it a repeated deployment finds the resource again.
    /// </summary>
    public string GeneratedName => $"{Stack.Name}-{LogicalId}";

    /// <summary>The name that a property gives the resource, or the generated one.</summary>
    public string NameFrom(string property) => Properties.OptionalText(property) ?? GeneratedName;
}
