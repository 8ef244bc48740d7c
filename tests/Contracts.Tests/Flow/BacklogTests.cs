using PromptToImage.Contracts.Flow;

namespace PromptToImage.Contracts.Tests.Flow;

public sealed class BacklogTests
{
    [Theory]
    [InlineData(376, 10, 96.5, "about 4 min")]
    [InlineData(5, 0, 1.0, "about 5 s")]
    [InlineData(0, 0, 1.0, "nothing to do")]
    public void The_time_of_a_backlog_follows_from_the_rate_of_ended_executions(int waiting, int running, double perMinute, string text)
    {
        var rate = perMinute == 1.0 ? 1.0 : perMinute / 60;
        Assert.Equal(text, Backlog.Describe(new Backlog(running, rate).SecondsFor(waiting)));
    }

    [Fact]
    public void Without_ended_executions_there_is_no_rate()
    {
        var now = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        Assert.Null(Backlog.Rate([now.AddSeconds(-10)], now));
        Assert.Equal(0.2, Backlog.Rate([now.AddSeconds(-10), now], now));
    }
}
