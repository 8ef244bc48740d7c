using PromptToImage.AwsEmulator;

namespace PromptToImage.Deployment.Resources;

/// <summary>Creates, updates and deletes the resources of one type in the emulator.</summary>
/// <param name="name">For example <c>AWS::SQS::Queue</c>.</param>
/// <param name="attributes">The attributes that Fn::GetAtt can read.</param>
internal abstract class ResourceType(string name, params IReadOnlyList<string> attributes)
{
    public string Name => name;

    public IReadOnlyList<string> Attributes => attributes;

    /// <summary>Creates the resource, or updates the one that an earlier deployment has created.</summary>
    public abstract Task<DeployedResource> PutAsync(ResourceRequest request);

    /// <summary>Deletes a resource that the template no longer has. Resources that live only as long as the process need nothing.</summary>
    public virtual Task DeleteAsync(string physicalId, Emulator emulator) => Task.CompletedTask;
}
