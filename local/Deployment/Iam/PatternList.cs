using System.Collections.Immutable;

namespace PromptToImage.Deployment.Iam;

/// <summary>The patterns of <c>Action</c> or <c>Resource</c>, or of their opposites <c>NotAction</c> and <c>NotResource</c>.</summary>
/// <param name="Patterns">At least one.</param>
/// <param name="IsNegated">Whether the list matches the values that no pattern matches.</param>
public sealed record PatternList(ImmutableArray<WildcardPattern> Patterns, bool IsNegated)
{
    public bool Matches(string value) => Find(value) is not null != IsNegated;

    /// <summary>The first pattern that matches a value; null if none does.</summary>
    public WildcardPattern? Find(string value)
    {
        foreach (var pattern in Patterns)
        {
            if (pattern.Matches(value))
            {
                return pattern;
            }
        }

        return null;
    }
}
