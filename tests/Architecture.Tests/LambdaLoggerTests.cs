using System.Text.RegularExpressions;

namespace PromptToImage.Architecture.Tests;

public sealed partial class LambdaLoggerTests
{
    // In Amazon.Lambda.Core 3.2.0 the default of this member calls itself. A logger without its own ends the process with a stack overflow.
    private const string Member = "Log(string level, string message, params object[] args)";

    private static readonly string[] Folders = ["bench", "functions", "local", "tests"];

    [Fact]
    public void Every_lambda_logger_implements_the_member_whose_default_calls_itself()
    {
        var loggers = Folders
            .SelectMany(Repository.Sources)
            .Select(file => (file.Path, Text: string.Join('\n', file.Lines)))
            .Where(file => Declaration().IsMatch(file.Text))
            .ToList();
        Assert.NotEmpty(loggers);
        Assert.Empty(loggers.Where(file => !file.Text.Contains(Member, StringComparison.Ordinal)).Select(file => file.Path));
    }

    [GeneratedRegex(@"\bclass [^{;]*:[^{;]*\bILambdaLogger\b")]
    private static partial Regex Declaration();
}
