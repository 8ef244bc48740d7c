using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.Deployment.Iam;

/// <summary>
/// The condition keys that a policy can contain, with their values in a request,
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html.
/// </summary>
internal static class ConditionKeys
{
    private static readonly Dictionary<string, Func<Caller, string?>> Global = new(StringComparer.OrdinalIgnoreCase)
    {
        // A request on the loopback interface counts as encrypted: it does not leave the machine.
        ["aws:SecureTransport"] = _ => "true",
        ["aws:SourceArn"] = caller => (caller as ServicePrincipal)?.SourceArn,
        ["aws:SourceAccount"] = caller => caller is ServicePrincipal ? AwsAccount.Id : null,
        // As aws:SourceAccount, in the default policy of SNS's topics.
        ["aws:SourceOwner"] = caller => caller is ServicePrincipal ? AwsAccount.Id : null,
        ["aws:PrincipalAccount"] = caller => caller is ServicePrincipal ? null : AwsAccount.Id,
        ["aws:PrincipalArn"] = caller =>
            caller switch
            {
                RoleSession session => session.RoleArn,
                AccountAdministrator administrator => administrator.Name,
                _ => null,
            },
        ["aws:PrincipalIsAWSService"] = caller => caller is ServicePrincipal ? "true" : "false",
        ["aws:PrincipalServiceName"] = caller => (caller as ServicePrincipal)?.Service,
    };

    // The keys that the emulated services provide with a permission.
    private static readonly HashSet<string> OfServices = new(StringComparer.OrdinalIgnoreCase)
    {
        "s3:delimiter",
        "s3:prefix",
        "sns:Endpoint",
        "sns:Protocol",
        "states:StateMachineQualifier",
    };

    public static bool IsKnown(string key) => Global.ContainsKey(key) || OfServices.Contains(key);

    /// <summary>A key's value in a request; null if the request does not have the key.</summary>
    public static string? Find(string key, Caller caller, Permission permission)
    {
        if (Global.TryGetValue(key, out var read))
        {
            return read(caller);
        }

        foreach (var (name, value) in permission.ConditionKeys)
        {
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
