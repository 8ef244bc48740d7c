using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;

namespace PromptToImage.Cdk.Constructs;

public static class RoleOrder
{
    /// <summary>
    /// Makes a resource wait for its role's policy. The CDK makes it wait for the role too, which its reference to the
    /// role does already, and cfn-lint remarks on it (W3005).
    /// </summary>
    public static void MustPrecede(this Role role, IConstruct user)
    {
        var policy = (CfnElement)role.Node.FindChild("DefaultPolicy").Node.DefaultChild!;
        ((CfnResource)user.Node.DefaultChild!).AddOverride("DependsOn", new[] { policy.LogicalId });
    }
}
