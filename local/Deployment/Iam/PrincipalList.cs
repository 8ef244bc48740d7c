using PromptToImage.AwsEmulator.Authorization;

namespace PromptToImage.Deployment.Iam;

/// <summary>How the principals of a statement cover a caller.</summary>
internal enum PrincipalMatch
{
    /// <summary>The statement is not about the caller.</summary>
    None,

    /// <summary>
    /// The statement names the caller's account. To allow the account is to delegate: a role of it also needs an identity-based policy,
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts.
    /// </summary>
    Account,

    /// <summary>The statement names the caller itself, or everyone.</summary>
    Caller,
}

/// <summary>The principals of a resource-based policy's statement: the element <c>Principal</c> or <c>NotPrincipal</c>.</summary>
/// <param name="Names"><c>*</c>, ARNs of the account, roles and sessions, and names of services.</param>
/// <param name="IsNegated">Whether the statement is about all callers but these.</param>
public sealed record PrincipalList(IReadOnlyList<string> Names, bool IsNegated)
{
    public const string Everyone = "*";

    internal PrincipalMatch Match(Caller caller)
    {
        var best = PrincipalMatch.None;
        foreach (var name in Names)
        {
            var match = Match(name, caller);
            best = match > best ? match : best;
        }

        if (!IsNegated)
        {
            return best;
        }

        return best == PrincipalMatch.Caller ? PrincipalMatch.None : PrincipalMatch.Caller;
    }

    private static PrincipalMatch Match(string name, Caller caller)
    {
        if (name == Everyone || name == caller.Name || (caller is RoleSession session && name == session.RoleArn))
        {
            return PrincipalMatch.Caller;
        }

        return name == AccountAdministrator.Arn && caller is RoleSession ? PrincipalMatch.Account : PrincipalMatch.None;
    }
}
