using Amazon.Lambda.Core;

namespace PromptToImage.Standins.Tests.Lambda;

public sealed class LambdaLoggerTests
{
    [Fact]
    public void Levels_come_down_to_a_line_where_a_logger_knows_none()
    {
        RecordingLogger recording = new();
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
}
