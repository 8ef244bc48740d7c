using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Constructs;

namespace PromptToImage.Cdk.Constructs;

public static class RoleOrder
{
    /// <summary>
    /// Makes a resource depend on its role's policy. The CDK would add a dependency on the role as well, which the reference to the
    /// role implies, and which cfn-lint reports (W3005).
    /// </summary>
    public static void MustPrecede(this Role role, IConstruct user)
    {
        var policy = (CfnElement)role.Node.FindChild("DefaultPolicy").Node.DefaultChild!;
        ((CfnResource)user.Node.DefaultChild!).AddOverride("DependsOn", new[] { policy.LogicalId });
    }
}
