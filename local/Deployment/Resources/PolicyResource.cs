using PromptToImage.Deployment.Iam;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::IAM::Policy</c>: permissions of roles.</summary>
internal sealed class PolicyResource() : ResourceType("AWS::IAM::Policy")
{
    public override Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var policy = PolicyDocument.ParseIdentityPolicy(request.LogicalId, request.Properties.Document("PolicyDocument"));
        foreach (var role in request.Properties.Texts("Roles"))
        {
            request.Stack.Authorizer.AddRolePolicy(RoleResource.ArnFor(role), policy);
        }

        return Task.FromResult(new DeployedResource(request.Properties.Text("PolicyName")));
    }
}
