using Amazon.Lambda.Core;

namespace PromptToImage.Standins.Tests.Lambda;

public sealed class LambdaLoggerTests
{
    [Fact]
    public void A_message_with_a_level_is_one_line_of_a_logger_without_levels()
    {
        var recording = new RecordingLogger();
        ILambdaLogger logger = recording;

        logger.LogTrace("a");
        logger.LogDebug("b");
        logger.LogInformation("c");
        logger.LogWarning("d");
        logger.LogError("e");
        logger.LogCritical("f");
        logger.Log(LogLevel.Warning, "g");
        logger.Log("anything", "h");

        Assert.Equal(["a", "b", "c", "d", "e", "f", "g", "h"], recording.Lines);
    }

    [Fact]
    public void Members_with_arguments_call_the_one_that_a_logger_must_implement()
    {
        var recording = new RecordingLogger();
        ILambdaLogger logger = recording;
        var exception = new InvalidOperationException("no");

        logger.LogWarning("a {x}", 1);
        logger.Log(LogLevel.Debug, "b {x}", 1);
        logger.LogError(exception, "c");

        Assert.Equal(["Warning a {x} 1", "Debug b {x} 1", "Error c 0", $"Error {exception} 0"], recording.Lines);
    }
}
