namespace PromptToImage.Simulation.Tests;

public sealed class TimeSeriesTests
{
    [Fact]
    public void Each_slot_holds_the_mean_over_its_time()
    {
        var line = new TimeSeries();
        line.Record(TimeSpan.Zero, 4);
        line.Record(TimeSpan.FromSeconds(0.5), 8);
        line.Record(TimeSpan.FromSeconds(2), 0);
        Assert.Equal([6, 8, 0], line.Means(TimeSpan.FromSeconds(3)));
        Assert.Equal(8, line.Peak);
    }

    [Fact]
    public void A_long_run_keeps_its_mean_in_a_bounded_number_of_slots()
    {
        var line = new TimeSeries();
        for (var second = 0; second < 100_000; second++)
        {
            line.Record(TimeSpan.FromSeconds(second), second % 2 == 0 ? 10 : 20);
        }

        var means = line.Means(TimeSpan.FromSeconds(100_000));
        Assert.InRange(means.Count, 1, 512);
        Assert.All(means.SkipLast(1), mean => Assert.Equal(15, mean, 6));
    }
}
