namespace PromptToImage.Simulation.Tests;

public sealed class DistributionTests
{
    [Theory]
    [InlineData(50, 50)]
    [InlineData(95, 95)]
    [InlineData(99.5, 100)]
    [InlineData(100, 100)]
    [InlineData(0, 1)]
    public void A_percentile_is_the_nearest_rank(double percent, double expected)
    {
        var distribution = new Distribution();
        foreach (var value in Enumerable.Range(1, 100).Reverse())
        {
            distribution.Add(value);
        }

        Assert.Equal(expected, distribution.Percentile(percent));
    }

    [Fact]
    public void Without_values_there_is_no_percentile() => Assert.Null(new Distribution().Percentile(99));
}
