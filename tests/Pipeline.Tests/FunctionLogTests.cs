using Amazon.Lambda.Core;

namespace PromptToImage.Pipeline.Tests;

public sealed class FunctionLogTests
{
    [Fact]
    public void Every_member_of_the_logger_writes_lines_with_the_time_and_the_function()
    {
        var lines = new StringWriter();
        var time = new ManualTimeProvider();
        ILambdaLogger log = new FunctionLog(lines, "start", time);
        var exception = new InvalidOperationException("no");

        log.LogLine("a");
        log.LogInformation("b");
        log.LogWarning("c {x} {y}", 1, "z");
        log.LogError(exception, "d");

        var prefix = $"{time.GetUtcNow():O} start ";
        Assert.Equal(
            [
                $"{prefix}a",
                $"{prefix}Information b",
                $"{prefix}Warning c {{x}} {{y}} (1, z)",
                $"{prefix}Error d",
                $"{prefix}Error {exception}",
                "",
            ],
            lines.ToString().ReplaceLineEndings("\n").Split('\n')
        );
    }
}
