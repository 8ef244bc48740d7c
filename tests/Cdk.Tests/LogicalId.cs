using System.Text.RegularExpressions;

namespace PromptToImage.Cdk.Tests;

/// <summary>The CDK ends logical ids with eight digits of a hash, which say nothing to a reader.</summary>
public static partial class LogicalId
{
    public static string Plain(string text) => Hash().Replace(text, "");

    [GeneratedRegex("(?<=[A-Za-z][0-9]?)[0-9A-F]{8}(?![A-Za-z0-9])")]
    private static partial Regex Hash();
}
