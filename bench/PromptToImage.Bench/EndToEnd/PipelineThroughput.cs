using System.Diagnostics;
using PromptToImage.AwsEmulator.Objects;
using PromptToImage.Bench.Reporting;
using PromptToImage.Pipeline;
using PromptToImage.Pipeline.Options;

namespace PromptToImage.Bench.EndToEnd;

/// <summary>Measures the whole durable pipeline through its endpoints, without model latency. The sender is in the same process.</summary>
internal static class PipelineThroughput
{
    private const int Rounds = 5;
    private const int PerRound = 1_000;
    private const int Burst = 500;
    private const int BurstConcurrency = 10;

    public static async Task RunAsync(MeasurementFolders folders)
    {
        var options = new RunOptions
        {
            Port = 0,
            DataFolder = folders.NewFolder(),
            MaxConcurrentExecutions = 200,
        };
        await using var pipeline = await LocalPipeline.StartAsync(options, TimeProvider.System);
        using var traffic = new PromptTraffic(pipeline);
        await traffic.RunAsync(PerRound, 20);
        var sent = PerRound;
        sent += await LoneAsync(traffic);
        foreach (var inFlight in (int[])[10, 100])
        {
            sent += await ManyAsync(traffic, inFlight);
        }

        Report.Line("  resident at the end, sender included", $"{ProcessCost.ResidentMegabytes():N0} MB");
        CheckOutcome(pipeline, sent);
        await BurstAsync(folders);
    }

    /// <summary>Compares prompts that wait in the queue for room with as many prompts that are sent only when there is room.</summary>
    private static async Task BurstAsync(MeasurementFolders folders)
    {
        var options = new RunOptions
        {
            Port = 0,
            DataFolder = folders.NewFolder(),
            MaxConcurrentExecutions = BurstConcurrency,
        };
        await using var pipeline = await LocalPipeline.StartAsync(options, TimeProvider.System);
        using var traffic = new PromptTraffic(pipeline);
        await traffic.RunAsync(Burst, BurstConcurrency);
        List<double> ratios = [],
            durations = [];
        for (var round = 0; round < Rounds; round++)
        {
            var paced = await TimeAsync(BurstConcurrency);
            var atOnce = await TimeAsync(Burst);
            durations.Add(atOnce);
            ratios.Add(atOnce / paced);
        }

        Report.Line($"{Burst} prompts at once, {BurstConcurrency} executions", new Spread(durations).Text("s"));
        Report.Line($"  compared with {BurstConcurrency} in flight", new Spread(ratios).Text("x"), "at most 1.3 x");
        CheckOutcome(pipeline, Burst * (1 + (2 * Rounds)));

        async Task<double> TimeAsync(int inFlight)
        {
            var began = Stopwatch.GetTimestamp();
            await traffic.RunAsync(Burst, inFlight);
            return Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
    }

    private static async Task<int> LoneAsync(PromptTraffic traffic)
    {
        List<Spread> rounds = [];
        for (var round = 0; round < Rounds; round++)
        {
            rounds.Add(new Spread(await traffic.RunAsync(200, 1)));
        }

        Report.Line("One prompt at a time, p50", new Spread(rounds.Select(round => round.Median)).Text("ms"), "at most 25 ms");
        Report.Line("  p99", new Spread(rounds.Select(round => round.Percentile(0.99))).Text("ms"));
        return Rounds * 200;
    }

    private static async Task<int> ManyAsync(PromptTraffic traffic, int inFlight)
    {
        List<double> rates = [],
            processor = [],
            written = [],
            allocated = [];
        for (var round = 0; round < Rounds; round++)
        {
            var before = ProcessCost.Now();
            var began = Stopwatch.GetTimestamp();
            await traffic.RunAsync(PerRound, inFlight);
            rates.Add(PerRound / Stopwatch.GetElapsedTime(began).TotalSeconds);
            var cost = ProcessCost.Now() - before;
            processor.Add(cost.Processor.TotalMilliseconds / PerRound);
            written.Add(cost.WrittenBytes / 1000.0 / PerRound);
            allocated.Add(cost.AllocatedBytes / 1000.0 / PerRound);
        }

        Report.Line($"{inFlight} prompts in flight", new Spread(rates).Text("prompts/s"), "at least 300/s");
        Report.Line("  processor time per prompt", new Spread(processor).Text("ms"));
        Report.Line("  possible with two processors", new Spread(processor.Select(each => 2000 / each)).Text("prompts/s"));
        Report.Line("  written per prompt, image included", new Spread(written).Text("kB"));
        Report.Line("  allocated per prompt", new Spread(allocated).Text("kB"));
        return Rounds * PerRound;
    }

    /// <summary>Checks that no image, manifest or notice is missing, because the rate would be meaningless otherwise.</summary>
    private static void CheckOutcome(LocalPipeline pipeline, int sent)
    {
        var emulator = pipeline.Emulator;
        var objects = 0;
        for (var page = List(pipeline, ""); ; page = List(pipeline, page.Next))
        {
            objects += page.Objects.Count;
            if (page.Next is null)
            {
                break;
            }
        }

        if (objects != 2 * sent || emulator.Mailbox.Count() != sent)
        {
            throw new InvalidOperationException($"{sent} prompts left {objects} objects and {emulator.Mailbox.Count()} mails.");
        }
    }

    private static ObjectListing List(LocalPipeline pipeline, string after) =>
        pipeline.Emulator.Objects.List(pipeline.Resources.Bucket, new ListingQuery(After: after));
}
