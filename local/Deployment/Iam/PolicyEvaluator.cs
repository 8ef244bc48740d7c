using System.Collections.Immutable;
using PromptToImage.AwsEmulator.Authorization;

namespace PromptToImage.Deployment.Iam;

/// <summary>
/// Decides on requests within one account,
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html:
/// <list type="bullet">
/// <item>An explicit deny in any policy overrides every allow.</item>
/// <item>The administrator is allowed everything else.</item>
/// <item>A role needs an allow in one of its own policies, or one that names it in the policy of the resource.</item>
/// <item>A service needs an allow in the policy of the resource.</item>
/// </list>
/// </summary>
public static class PolicyEvaluator
{
    /// <param name="caller">Who makes the request.</param>
    /// <param name="permission">The permission that the request requires.</param>
    /// <param name="identityPolicies">The policies of the caller's role.</param>
    /// <param name="resourcePolicies">The policies of the resource.</param>
    public static PolicyEvaluation Evaluate(
        Caller caller,
        Permission permission,
        ImmutableArray<PolicyDocument> identityPolicies,
        ImmutableArray<PolicyDocument> resourcePolicies
    )
    {
        PolicyStatement? allow = null;
        foreach (var policy in identityPolicies)
        {
            foreach (var statement in policy.Statements)
            {
                if ((statement.Allows && allow is not null) || !statement.Covers(caller, permission))
                {
                    continue;
                }

                if (!statement.Allows)
                {
                    return new PolicyEvaluation(AccessDecision.DeniedByIdentityPolicy, statement);
                }

                allow = statement;
            }
        }

        foreach (var policy in resourcePolicies)
        {
            foreach (var statement in policy.Statements)
            {
                var match = statement.Principals!.Match(caller);
                if (match == PrincipalMatch.None || !statement.Covers(caller, permission))
                {
                    continue;
                }

                if (!statement.Allows)
                {
                    return new PolicyEvaluation(AccessDecision.DeniedByResourcePolicy, statement);
                }

                allow ??= match == PrincipalMatch.Caller ? statement : null;
            }
        }

        return caller switch
        {
            AccountAdministrator => new PolicyEvaluation(AccessDecision.Allowed, null),
            _ when allow is not null => new PolicyEvaluation(AccessDecision.Allowed, allow),
            ServicePrincipal => new PolicyEvaluation(AccessDecision.NoResourcePolicy, null),
            _ => new PolicyEvaluation(AccessDecision.NoIdentityPolicy, null),
        };
    }
}

/// <summary>A decision with its reason.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Statement">The statement that allows or denies; null if no statement matches, or if the caller is the administrator.</param>
public sealed record PolicyEvaluation(AccessDecision Decision, PolicyStatement? Statement);
