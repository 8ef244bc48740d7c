using System.Diagnostics;
using PromptToImage.Bench.Reporting;
using PromptToImage.Simulation;

namespace PromptToImage.Bench.Growth;

/// <summary>How the time and memory of a simulation grow with its prompts.</summary>
internal static class SimulationGrowth
{
    // The queue keeps a message for seven days, in which the default quota admits only 600,000.
    private const int QuotaPerMinute = 120;

    public static void Run(Surroundings surroundings)
    {
        foreach (var prompts in (int[])[10_000, 100_000, 1_000_000])
        {
            var began = Stopwatch.GetTimestamp();
            var processor = ProcessCost.Now().Processor;
            var report = new Simulator(
                surroundings.Definition,
                new SimulationOptions
                {
                    Prompts = prompts,
                    ModelQuotaPerMinute = QuotaPerMinute,
                    MaxConcurrentExecutions = 20,
                }
            ).Run((_, _) => { });
            var elapsed = Stopwatch.GetElapsedTime(began);
            if (report.Images != prompts)
            {
                throw new InvalidOperationException($"{prompts} prompts became {report.Images} images.");
            }

            Report.Line(
                FormattableString.Invariant($"Simulation of {prompts:N0} prompts"),
                $"{elapsed.TotalSeconds:0.0} s, processor {(ProcessCost.Now().Processor - processor).TotalSeconds:0.0} s, peak {ProcessCost.PeakMegabytes():N0} MB",
                prompts == 1_000_000 ? "120 s, 2,147 MB" : ""
            );
        }
    }
}
