namespace PromptToImage.Simulation.Tests.Studies;

public sealed class MonthlyCostTests
{
    [Fact]
    public void A_burst_is_sent_once_a_day_and_a_rate_all_the_time()
    {
        var report = Study.Run([Study.Burst(24, 10), Study.Burst(24, 10) with { Arrival = Arrival.Parse("24/h") }]);
        var images = report.Rows.Select(row => row.ImagesUsdPerMonth!.Median).ToList();
        Assert.Equal(730.0 / 24 * 24 * 0.04, images[0], 6);
        Assert.Equal(730.0 * 24 * 0.04, images[1], 6);
    }

    [Fact]
    public void A_month_includes_what_it_costs_without_prompts()
    {
        var row = Study.Run([Study.Burst(1, 1)]).Rows[0];
        Assert.InRange(row.OtherUsdPerMonth!.Median, (double)Bill.EveryMonth.Sum(item => item.Usd), 7);
    }
}
