using PromptToImage.Contracts.Values;

namespace PromptToImage.Simulation.Studies;

/// <summary>
/// Finds the most prompts a day, sent at a steady rate, for which a target is met. A burst shows what can be done at all; then the range
/// of rates below is halved. Outages are left out: what a day with outages can do depends on when they are.
/// </summary>
internal sealed class DailyCapacity(SimulationOptions options, Target target)
{
    /// <summary>The number of simulations, which give a precision of 2 %.</summary>
    public const int Steps = 7;

    /// <summary>Limits the time that a simulation takes. A part of a day is simulated, because each is like the others.</summary>
    private const int FewestPrompts = 1_000;
    private const int MostPrompts = 20_000;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <param name="run">Runs a simulation.</param>
    /// <returns>Null if no rate meets the target.</returns>
    public int? Find(Func<SimulationOptions, SimulationReport> run)
    {
        var burst = run(
            options with
            {
                Arrival = new Arrival.Burst(),
                Prompts = Prompts(50),
                Outages = [],
            }
        );
        var (possible, tooMany) = (0.0, burst.Prompts / burst.DrainSeconds * Day.TotalSeconds);
        for (var step = 1; step < Steps; step++)
        {
            var middle = (possible + tooMany) / 2;
            (possible, tooMany) = target.IsMetBy(run(AtRate(middle))) ? (middle, tooMany) : (possible, middle);
        }

        return possible > 0 ? Rounded(possible) : null;
    }

    private SimulationOptions AtRate(double perDay) =>
        options with
        {
            Arrival = new Arrival.Steady(new Rate(perDay / Day.TotalHours, TimeSpan.FromHours(1))),
            Prompts = Math.Max(1, (int)Math.Min(perDay, Prompts(20))),
            Outages = [],
        };

    /// <param name="times">How often each of the executions that run at once is replaced by the next one.</param>
    private int Prompts(int times) => Math.Clamp(times * options.MaxConcurrentExecutions, FewestPrompts, MostPrompts);

    /// <summary>Rounds down to two digits.</summary>
    private static int Rounded(double perDay)
    {
        var unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(perDay)) - 1));
        return (int)(Math.Floor(perDay / unit) * unit);
    }
}
