namespace PromptToImage.Simulation.Studies;

/// <summary>
/// The cost of a month: a steady rate goes on for the month, and any other load is repeated once a day. The cost of a month
/// without prompts is included.
/// </summary>
internal static class MonthlyCost
{
    /// <summary>The average month, as in docs/cost.md.</summary>
    private const double Hours = 730;

    /// <summary>The cost of the images alone.</summary>
    public static decimal Images(SimulationOptions options, SimulationReport report) => Runs(options) * report.Bill.Single(item => item.What == Bill.ImagesName).Usd;

    public static decimal Total(SimulationOptions options, SimulationReport report) =>
        Items(options, report).Sum(item => item.Usd);

    public static IEnumerable<BillItem> Items(SimulationOptions options, SimulationReport report)
    {
        var runs = Runs(options);
        return
        [
            .. report.Bill.Select(item => item with { Quantity = item.Quantity * (double)runs, Usd = item.Usd * runs }),
            .. Bill.EveryMonth,
        ];
    }

    public static string Assumption(SimulationOptions options) =>
        options.Arrival is Arrival.Steady steady ? $"prompts are sent at {steady.Rate} all the time" : "these prompts are sent once a day";

    /// <summary>How often the prompts of the simulation are sent in a month.</summary>
    private static decimal Runs(SimulationOptions options) =>
        (decimal)(options.Arrival is Arrival.Steady steady ? steady.Rate.PerSecond * 3600 * Hours / options.Prompts : Hours / 24);
}
