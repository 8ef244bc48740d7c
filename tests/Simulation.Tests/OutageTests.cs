namespace PromptToImage.Simulation.Tests;

public sealed class OutageTests
{
    [Theory]
    [InlineData("10:00+2h", 10 * 3600, 12 * 3600)]
    [InlineData("0:00:30+1min", 30, 90)]
    [InlineData("90min+500ms", 5400, 5400.5)]
    [InlineData("0+2h", 0, 7200)]
    public void An_outage_has_a_begin_and_a_length(string text, double from, double to)
    {
        var outage = Outage.Parse(text);
        Assert.Equal((from, to), (outage.From.TotalSeconds, outage.To.TotalSeconds));
    }

    [Theory]
    [InlineData("2h", "'2h' is not an outage; write its begin since the start and its length, for example 10:00+2h")]
    [InlineData("10:00+0", "'10:00+0' is an outage without a length")]
    [InlineData("10:99+2h", "'10:99' is not a duration; write for example 250ms, 4s, 4s..9s or 2min")]
    public void Other_text_is_an_error(string text, string error) =>
        Assert.Equal(error, Assert.Throws<FormatException>(() => Outage.Parse(text)).Message);

    [Fact]
    public void The_end_is_not_part_of_an_outage()
    {
        var outage = Outage.Parse("1s+1s");
        Assert.True(outage.Includes(outage.From));
        Assert.False(outage.Includes(outage.To));
    }
}
