namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::IAM::Policy</c>: permissions of roles.</summary>
internal sealed class Policy() : ResourceType("AWS::IAM::Policy")
{
    public override Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        _ = request.Properties.JsonText("PolicyDocument");
        _ = request.Properties.Texts("Roles");
        return Task.FromResult(new DeployedResource(request.Properties.Text("PolicyName")));
    }
}
