namespace PromptToImage.AwsEmulator.Authorization;

/// <summary>Decides what callers may do. Implementations are thread-safe and answer from memory, because every request asks.</summary>
public interface IAuthorizer
{
    /// <summary>The caller whose access key a request is signed with. Any key that is not a role's is the administrator's.</summary>
    /// <param name="accessKeyId">Null for a request without a signature.</param>
    Caller FindCaller(string? accessKeyId);

    /// <summary>Decides whether a caller has a permission.</summary>
    AccessDecision Decide(Caller caller, Permission permission);
}

/// <summary>Everyone is the administrator, and everything is allowed.</summary>
public sealed class AllowAll : IAuthorizer
{
    public Caller FindCaller(string? accessKeyId) => Caller.Administrator;

    public AccessDecision Decide(Caller caller, Permission permission) => AccessDecision.Allowed;
}
