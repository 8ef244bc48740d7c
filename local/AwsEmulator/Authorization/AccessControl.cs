using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Authorization;

/// <summary>Checks that callers have the permissions that the services' operations require.</summary>
public sealed class AccessControl(IAuthorizer authorizer)
{
    /// <summary>Who makes a request, by the access key that it is signed with.</summary>
    public Caller CallerOf(HttpRequest request) => authorizer.FindCaller(RequestSignature.AccessKeyId(request));

    public bool Allows(Caller caller, Permission permission) => authorizer.Decide(caller, permission) == AccessDecision.Allowed;

    /// <exception cref="AwsException">The caller does not have the permission. The error is that of the action's service.</exception>
    public void Require(Caller caller, Permission permission)
    {
        var decision = authorizer.Decide(caller, permission);
        if (decision != AccessDecision.Allowed)
        {
            throw AccessDeniedError.For(caller, permission, decision);
        }
    }

    /// <inheritdoc cref="Require(Caller, Permission)"/>
    public void Require(Caller caller, IEnumerable<Permission> permissions)
    {
        foreach (var permission in permissions)
        {
            Require(caller, permission);
        }
    }
}
