using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::IAM::Role</c>: the identity of a function, a state machine or a service.</summary>
internal sealed class Role() : ResourceType("AWS::IAM::Role", "Arn", "RoleId")
{
    public override Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var name = request.NameFrom("RoleName");
        _ = request.Properties.JsonText("AssumeRolePolicyDocument");
        _ = request.Properties.Json("Policies");
        _ = request.Properties.Json("ManagedPolicyArns");
        request.Properties.AcceptWithoutEffect("Description", "MaxSessionDuration", "Tags");
        return Task.FromResult(
            new DeployedResource(name)
            {
                Attributes = new Dictionary<string, string>
                {
                    ["Arn"] = $"arn:aws:iam::{AwsAccount.Id}:role/{name}",
                    ["RoleId"] = $"AROA{request.LogicalId.ToUpperInvariant()}",
                },
            }
        );
    }
}
