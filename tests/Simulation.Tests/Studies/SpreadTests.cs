using PromptToImage.Simulation.Studies;

namespace PromptToImage.Simulation.Tests.Studies;

public sealed class SpreadTests
{
    [Fact]
    public void The_median_is_one_of_the_values() => Assert.Equal(new Spread(2, 1, 9), Spread.From([9, 1, 2, 3]));

    [Fact]
    public void Runs_without_the_figure_do_not_count() => Assert.Equal(new Spread(5, 5, 5), Spread.From([null, 5]));

    [Fact]
    public void Without_any_value_there_is_none() => Assert.Null(Spread.From([null, null]));
}
