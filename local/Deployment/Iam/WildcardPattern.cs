using System.Text.RegularExpressions;

namespace PromptToImage.Deployment.Iam;

/// <summary>A text of a policy in which <c>*</c> stands for any characters and <c>?</c> for one character.</summary>
public sealed class WildcardPattern
{
    private static readonly char[] Wildcards = ['*', '?'];

    private readonly StringComparison _comparison;
    private readonly Regex? _regex;

    private WildcardPattern(string text, bool ignoresCase, Func<string, string> toRegex)
    {
        Text = text;
        _comparison = ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        if (text == "*" || text.IndexOfAny(Wildcards) < 0)
        {
            return;
        }

        var options = RegexOptions.CultureInvariant | RegexOptions.Singleline;
        _regex = new Regex($"^{toRegex(Regex.Escape(text))}\\z", ignoresCase ? options | RegexOptions.IgnoreCase : options);
    }

    /// <summary>The pattern as the policy contains it.</summary>
    public string Text { get; }

    /// <summary>A pattern of an action or of a condition's value.</summary>
    public static WildcardPattern ForText(string text, bool ignoresCase = false) =>
        new(
            text,
            ignoresCase,
            static escaped =>
                escaped.Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)
        );

    /// <summary>
    /// A pattern of a resource. A wildcard stays within its segment of the ARN; only <c>*</c> as the last character of a segment can match
    /// beyond a colon, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html.
    /// </summary>
    public static WildcardPattern ForResource(string text) =>
        new(
            text,
            ignoresCase: false,
            static escaped =>
                Regex
                    .Replace(escaped, @"\\\*(?=:|$)", ".*")
                    .Replace("\\*", "[^:]*", StringComparison.Ordinal)
                    .Replace("\\?", "[^:]", StringComparison.Ordinal)
        );

    public bool Matches(string value) => Text == "*" || (_regex?.IsMatch(value) ?? string.Equals(Text, value, _comparison));

    public override string ToString() => Text;
}
