using System.Diagnostics;
using PromptToImage.Bench.Reporting;
using PromptToImage.Pipeline;
using PromptToImage.Pipeline.Options;

namespace PromptToImage.Bench.EndToEnd;

/// <summary>Keeps the pipeline busy for a profiler; see bench/profile.</summary>
internal static class PipelineLoad
{
    private const int InFlight = 100;
    private const int PerRound = 1_000;

    public static async Task RunAsync(MeasurementFolders folders, TimeSpan duration)
    {
        var options = new RunOptions
        {
            Port = 0,
            DataFolder = folders.NewFolder(),
            MaxConcurrentExecutions = 200,
        };
        await using var pipeline = await LocalPipeline.StartAsync(options, TimeProvider.System);
        using var traffic = new PromptTraffic(pipeline);
        await traffic.RunAsync(2 * PerRound, InFlight);
        var before = ProcessCost.Now();
        var began = Stopwatch.GetTimestamp();
        Console.Error.WriteLine("warm");
        var prompts = 0;
        for (; Stopwatch.GetElapsedTime(began) < duration; prompts += PerRound)
        {
            await traffic.RunAsync(PerRound, InFlight);
        }

        var cost = ProcessCost.Now() - before;
        Report.Line("Processor time per prompt", $"{cost.Processor.TotalMilliseconds / prompts:0.00} ms");
        Report.Line("  garbage collection pauses", $"{cost.CollectionPause.TotalMilliseconds / prompts:0.000} ms");
        Report.Line("  allocated", $"{cost.AllocatedBytes / 1000.0 / prompts:0} kB");
    }
}
