namespace PromptToImage.Deployment.Resources;

/// <summary>A type whose resources change nothing on one machine. Other resources can refer to them.</summary>
/// <param name="name">The type.</param>
/// <param name="reason">Why they change nothing.</param>
/// <param name="nameProperty">The property with the resource's name, which Ref returns; null for a type without one.</param>
/// <param name="attributes">The attributes, whose values are made from the resource's name.</param>
internal sealed class NoEffectResource(
    string name,
    string reason,
    string? nameProperty = null,
    params (string Name, Func<string, string> Value)[] attributes
) : ResourceType(name, [.. attributes.Select(attribute => attribute.Name)])
{
    public string Reason => reason;

    public override Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var physicalId = nameProperty is null ? request.GeneratedName : request.NameFrom(nameProperty);
        request.Properties.AcceptAllWithoutEffect();
        return Task.FromResult(
            new DeployedResource(physicalId)
            {
                Attributes = attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value(physicalId)),
            }
        );
    }
}
