namespace PromptToImage.Deployment.Resources;

/// <summary>A resource as a deployment has left it.</summary>
/// <param name="PhysicalId">Identifies the resource in the emulator.</param>
/// <param name="Reference">What Ref returns.</param>
internal sealed record DeployedResource(string PhysicalId, string Reference)
{
    /// <summary>A resource whose identifier is what Ref returns.</summary>
    public DeployedResource(string reference)
        : this(reference, reference) { }

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
