namespace PromptToImage.Deployment.Iam;

/// <summary>A condition operator, with the suffix <c>IfExists</c> if it has one.</summary>
public sealed record ConditionOperator
{
    private const string IfExistsSuffix = "IfExists";

    // An ARN has six segments. The last one, the resource, can contain more colons.
    private const int ArnSegments = 6;

    private static readonly Dictionary<string, ConditionOperator> All = new()
    {
        ["StringEquals"] = new(Equal(StringComparison.Ordinal)),
        ["StringNotEquals"] = new(Equal(StringComparison.Ordinal)) { IsNegated = true },
        ["StringEqualsIgnoreCase"] = new(Equal(StringComparison.OrdinalIgnoreCase)),
        ["StringNotEqualsIgnoreCase"] = new(Equal(StringComparison.OrdinalIgnoreCase)) { IsNegated = true },
        ["StringLike"] = new(Like),
        ["StringNotLike"] = new(Like) { IsNegated = true },
        // As documented, ArnEquals and ArnLike behave identically.
        ["ArnEquals"] = new(ArnLike),
        ["ArnLike"] = new(ArnLike),
        ["ArnNotEquals"] = new(ArnLike) { IsNegated = true },
        ["ArnNotLike"] = new(ArnLike) { IsNegated = true },
        ["Bool"] = new(Equal(StringComparison.OrdinalIgnoreCase)),
        ["Null"] = new(Equal(StringComparison.OrdinalIgnoreCase)) { TestsPresence = true },
    };

    private readonly Func<string, Func<string, bool>> _compare;

    private ConditionOperator(Func<string, Func<string, bool>> compare)
    {
        _compare = compare;
    }

    /// <summary>Whether the condition is met if no value matches.</summary>
    public bool IsNegated { get; private init; }

    /// <summary>Whether the operator is <c>Null</c>, which tests whether the request has the key.</summary>
    public bool TestsPresence { get; private init; }

    /// <summary>Whether the condition is met if the request does not have the key.</summary>
    public bool IsMetWithoutKey { get; private init; }

    /// <summary>Finds an operator by its name in a policy; null if it is not supported.</summary>
    public static ConditionOperator? Find(string name)
    {
        var ifExists = name.EndsWith(IfExistsSuffix, StringComparison.Ordinal);
        var found = All.GetValueOrDefault(ifExists ? name[..^IfExistsSuffix.Length] : name);
        if (found is null || (ifExists && found.TestsPresence))
        {
            return null;
        }

        return found with { IsMetWithoutKey = ifExists || found.IsNegated };
    }

    /// <summary>The test of a request's value against a value of the policy.</summary>
    public Func<string, bool> Test(string policyValue) => _compare(policyValue);

    private static Func<string, Func<string, bool>> Equal(StringComparison comparison) =>
        expected => value => string.Equals(expected, value, comparison);

    private static Func<string, bool> Like(string pattern) => WildcardPattern.ForText(pattern).Matches;

    private static Func<string, bool> ArnLike(string pattern)
    {
        var segments = pattern.Split(':', ArnSegments).Select(segment => WildcardPattern.ForText(segment)).ToList();
        return value =>
            value.Split(':', ArnSegments) is var parts
            && parts.Length == segments.Count
            && segments.Zip(parts).All(pair => pair.First.Matches(pair.Second));
    }
}
