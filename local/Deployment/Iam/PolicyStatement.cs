using PromptToImage.AwsEmulator.Authorization;

namespace PromptToImage.Deployment.Iam;

/// <summary>A statement of a policy.</summary>
public sealed record PolicyStatement
{
    /// <summary>The name of the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>The position in the policy; the first statement has 0.</summary>
    public required int Position { get; init; }

    /// <summary>Whether the statement allows. Otherwise it denies.</summary>
    public required bool Allows { get; init; }

    /// <summary>The principals of a resource-based policy; null in an identity-based policy.</summary>
    public PrincipalList? Principals { get; init; }

    public required PatternList Actions { get; init; }

    public required PatternList Resources { get; init; }

    /// <summary>All must be met.</summary>
    public IReadOnlyList<StatementCondition> Conditions { get; init; } = [];

    /// <summary>Whether the statement is about a request, apart from its principals.</summary>
    internal bool Covers(Caller caller, Permission permission)
    {
        if (!Actions.Matches(permission.Action) || !Resources.Matches(permission.Resource))
        {
            return false;
        }

        foreach (var condition in Conditions)
        {
            if (!condition.IsMet(caller, permission))
            {
                return false;
            }
        }

        return true;
    }
}
