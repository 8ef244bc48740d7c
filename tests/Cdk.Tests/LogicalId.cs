using System.Text.RegularExpressions;

namespace PromptToImage.Cdk.Tests;

/// <summary>Removes the eight hash digits with which the CDK ends logical ids.</summary>
public static partial class LogicalId
{
    public static string Plain(string text) => Hash().Replace(text, "");

    [GeneratedRegex("(?<=[A-Za-z][0-9]?)[0-9A-F]{8}(?![A-Za-z0-9])")]
    private static partial Regex Hash();
}
