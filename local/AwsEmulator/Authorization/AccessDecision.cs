namespace PromptToImage.AwsEmulator.Authorization;

/// <summary>Whether a request is allowed and, if not, which kind of policy is the reason.</summary>
public enum AccessDecision
{
    Allowed,

    /// <summary>No identity-based policy allows it.</summary>
    NoIdentityPolicy,

    /// <summary>No resource-based policy allows it.</summary>
    NoResourcePolicy,

    /// <summary>An identity-based policy denies it explicitly.</summary>
    DeniedByIdentityPolicy,

    /// <summary>A resource-based policy denies it explicitly.</summary>
    DeniedByResourcePolicy,
}
