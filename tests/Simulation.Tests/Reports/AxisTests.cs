using PromptToImage.Simulation.Reports;

namespace PromptToImage.Simulation.Tests.Reports;

public sealed class AxisTests
{
    [Theory]
    [InlineData(45, "seconds", "0 10 20 30 40 50")]
    [InlineData(600, "minutes", "0 2 4 6 8 10")]
    [InlineData(10_000, "hours", "0 1 2 3")]
    [InlineData(200_000, "days", "0 0.5 1 1.5 2 2.5")]
    public void A_time_has_round_numbers_in_a_fitting_unit(double highest, string unit, string labels)
    {
        var axis = Axis.Time(highest);
        Assert.Equal((unit, labels), (axis.Unit, string.Join(' ', axis.Ticks.Select(tick => tick.Label))));
        Assert.True(axis.Span >= highest);
    }

    [Theory]
    [InlineData(0, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(1_234_567, "0 500,000 1,000,000 1,500,000")]
    public void Numbers_are_round(double highest, string labels) =>
        Assert.Equal(labels, string.Join(' ', Axis.Create(highest, "USD").Ticks.Select(tick => tick.Label)));
}
