using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Deployment.Iam;

namespace PromptToImage.Deployment.Resources;

/// <summary><c>AWS::IAM::Role</c>: the identity of a function, a state machine or a service.</summary>
internal sealed class RoleResource() : ResourceType("AWS::IAM::Role", "Arn", "RoleId")
{
    public static string ArnFor(string name) => $"arn:aws:iam::{AwsAccount.Id}:role/{name}";

    public override Task<DeployedResource> PutAsync(ResourceRequest request)
    {
        var name = request.NameFrom("RoleName");
        var arn = ArnFor(name);
        var authorizer = request.Stack.Authorizer;
        authorizer.AddResourcePolicy(
            arn,
            PolicyDocument.ParseResourcePolicy(request.LogicalId, request.Properties.Document("AssumeRolePolicyDocument"))
        );
        foreach (var policy in request.Properties.Objects("Policies"))
        {
            authorizer.AddRolePolicy(
                arn,
                PolicyDocument.ParseIdentityPolicy(
                    $"{request.LogicalId}.{policy.Text("PolicyName")}",
                    policy.Document("PolicyDocument")
                )
            );
        }

        // The content of managed policies is not in the template. What only they allow is denied.
        request.Properties.AcceptWithoutEffect("Description", "ManagedPolicyArns", "MaxSessionDuration", "Tags");
        return Task.FromResult(
            new DeployedResource(name)
            {
                Attributes = new Dictionary<string, string>
                {
                    ["Arn"] = arn,
                    ["RoleId"] = $"AROA{request.LogicalId.ToUpperInvariant()}",
                },
            }
        );
    }
}
