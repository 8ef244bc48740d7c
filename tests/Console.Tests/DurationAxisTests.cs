using PromptToImage.WebConsole.Model;

namespace PromptToImage.WebConsole.Tests;

public sealed class DurationAxisTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(45, 60)]
    [InlineData(120, 240)]
    [InlineData(5_000, 7_200)]
    [InlineData(10_000_000, 20_000_000)]
    public void The_axis_ends_at_a_round_duration_above_the_highest_value(int highest, int top)
    {
        var axis = DurationAxis.For(TimeSpan.FromSeconds(highest));
        Assert.Equal([TimeSpan.FromSeconds(top), TimeSpan.FromSeconds(top / 2.0), TimeSpan.Zero], axis.Ticks);
    }
}
