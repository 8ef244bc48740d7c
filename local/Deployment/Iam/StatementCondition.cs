using PromptToImage.AwsEmulator.Authorization;

namespace PromptToImage.Deployment.Iam;

/// <summary>
/// An operator of the element <c>Condition</c> with one key and its values,
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html.
/// </summary>
/// <param name="Key">A condition key that <see cref="ConditionKeys"/> knows.</param>
/// <param name="Operator">How the key is compared with the values.</param>
/// <param name="Values">The condition is met if one of them matches; for a negated operator if none does.</param>
public sealed record StatementCondition(string Key, ConditionOperator Operator, IReadOnlyList<Func<string, bool>> Values)
{
    internal bool IsMet(Caller caller, Permission permission)
    {
        var value = ConditionKeys.Find(Key, caller, permission);
        if (Operator.TestsPresence)
        {
            return Values.Any(matches => matches(value is null ? "true" : "false"));
        }

        return value is null ? Operator.IsMetWithoutKey : Values.Any(matches => matches(value)) != Operator.IsNegated;
    }
}
