using System.Diagnostics;
using PromptToImage.Bench.Reporting;
using PromptToImage.Simulation;

namespace PromptToImage.Bench.Growth;

/// <summary>Measures time and memory of a simulation as the number of prompts grows.</summary>
internal static class SimulationGrowth
{
    // Within the queue's retention of seven days the default quota admits only 600,000 prompts.
    private const int QuotaPerMinute = 120;

    public static void Run(MeasurementFolders folders)
    {
        foreach (var prompts in (int[])[10_000, 100_000, 1_000_000])
        {
            var began = Stopwatch.GetTimestamp();
            var processor = ProcessCost.Now().Processor;
            var report = new Simulator(
                folders.Definition,
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
                $"{elapsed.TotalSeconds:0.0} s, processor {(ProcessCost.Now().Processor - processor).TotalSeconds:0.0} s, peak "
                    + $"{ProcessCost.PeakMegabytes():N0} MB",
                prompts == 1_000_000 ? "120 s, 2,147 MB" : ""
            );
        }
    }
}
