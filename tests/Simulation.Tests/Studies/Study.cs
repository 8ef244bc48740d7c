using PromptToImage.Simulation.Studies;

namespace PromptToImage.Simulation.Tests.Studies;

/// <summary>Runs studies of the project's definition.</summary>
internal static class Study
{
    private static readonly string Definition = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "statemachine", "prompt-to-image.asl.json")
    );

    public static SimulationOptions Burst(int prompts, int concurrency, int? quota = null) =>
        new()
        {
            Prompts = prompts,
            ModelQuotaPerMinute = quota,
            MaxConcurrentExecutions = concurrency,
        };

    public static StudyReport Run(IReadOnlyList<SimulationOptions> settings, int seeds = 1, string? target = null) =>
        new SimulationStudy(Definition, settings, seeds, target is null ? null : Target.Parse(target)).Run(
            _ => { },
            TestContext.Current.CancellationToken
        );
}
