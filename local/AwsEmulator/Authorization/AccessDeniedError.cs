using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Authorization;

/// <summary>
/// The error for a caller without a permission, with AWS's text,
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html. Code, status and spelling depend on the service.
/// </summary>
internal static class AccessDeniedError
{
    public static AwsException For(Caller caller, Permission permission, AccessDecision decision)
    {
        var (service, operation) = permission.Action.Split(':') is [var first, var second] ? (first, second) : ("", permission.Action);
        return service switch
        {
            "s3" => new AwsException("AccessDenied", Message(permission.Action, $"\"{permission.Resource}\""), 403),
            // SQS's framework reports the error, which explains its namespace. The message has the action in lower case.
            "sqs" => new AwsException(
                "com.amazon.coral.service#AccessDeniedException",
                Message(permission.Action.ToLowerInvariant(), permission.Resource),
                403
            )
            {
                QueryCode = "AccessDenied",
            },
            "sns" => new AwsException("AuthorizationError", Message($"SNS:{operation}", permission.Resource), 403),
            "states" => new AwsException("AccessDeniedException", Message(permission.Action, permission.Resource), 400),
            _ => new AwsException("AccessDeniedException", Message(permission.Action, permission.Resource), 403),
        };

        string Message(string action, string resource) =>
            $"User: {caller.Name} is not authorized to perform: {action} on resource: {resource} {Reason(decision, action)}";
    }

    private static string Reason(AccessDecision decision, string action) =>
        decision switch
        {
            AccessDecision.NoIdentityPolicy => $"because no identity-based policy allows the {action} action",
            AccessDecision.NoResourcePolicy => $"because no resource-based policy allows the {action} action",
            AccessDecision.DeniedByIdentityPolicy => "with an explicit deny in an identity-based policy",
            AccessDecision.DeniedByResourcePolicy => "with an explicit deny in a resource-based policy",
            _ => throw new InvalidOperationException($"{decision} does not deny access."),
        };
}
