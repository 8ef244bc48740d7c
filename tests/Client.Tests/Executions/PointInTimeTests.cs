using PromptToImage.Client.Executions;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Tests.Executions;

public sealed class PointInTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("90s", "2026-11-22T11:58:30Z")]
    [InlineData("1.5h", "2026-11-22T10:30:00Z")]
    [InlineData("7d", "2026-11-15T12:00:00Z")]
    [InlineData("30min", "2026-11-22T11:30:00Z")]
    [InlineData("2026-11-01", "2026-11-01T00:00:00Z")]
    [InlineData("2026-11-22T09:30+01:00", "2026-11-22T08:30:00Z")]
    public void A_time_is_a_duration_ago_or_a_date(string text, string time)
    {
        Assert.Equal(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), PointInTime.Parse(text, Now));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("30m")]
    [InlineData("-1d")]
    [InlineData("99999999d")]
    public void Any_other_text_is_an_error(string text)
    {
        Assert.Equal(ExitCode.WrongUse, Assert.Throws<CommandException>(() => PointInTime.Parse(text, Now)).ExitCode);
    }
}
