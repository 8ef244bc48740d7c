using Microsoft.Extensions.Logging;
using PromptToImage.Runner.Display;
using PromptToImage.Simulation;

namespace PromptToImage.Runner.Tests.Display;

public sealed class WarningLogTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly VirtualTime _time = new(DateTimeOffset.UnixEpoch);

    public void Dispose() => _output.Dispose();

    [Fact]
    public void A_warning_is_one_line_and_the_web_servers_warnings_are_not_shown()
    {
        using var log = new WarningLog(_output, _time);
        Log(log.CreateLogger("PromptToImage.AwsEmulator.Mail"), LogLevel.Error, "mails wait", new IOException("No space left\non device"));
        Log(log.CreateLogger("PromptToImage.AwsEmulator.Mail"), LogLevel.Information, "all is well");
        Log(log.CreateLogger("Microsoft.AspNetCore"), LogLevel.Warning, "keys will not be persisted");
        Assert.Equal("warning: mails wait: No space left on device\n", _output.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_same_line_is_written_once_per_minute()
    {
        using var log = new WarningLog(_output, _time);
        var logger = log.CreateLogger("PromptToImage.AwsEmulator.Mail");
        for (var second = 0; second < 90; second++)
        {
            _time.After(TimeSpan.FromSeconds(second), () => Log(logger, LogLevel.Warning, "mails wait"));
        }

        while (_time.Step())
        {
            // Runs each timer.
        }

        Assert.Equal("warning: mails wait\nwarning: mails wait\n", _output.ToString().ReplaceLineEndings("\n"));
    }

    private static void Log(ILogger logger, LogLevel level, string message, Exception? exception = null) =>
        logger.Log(level, default, message, exception, (state, _) => state);
}
