using PromptToImage.Bench.Reporting;
using PromptToImage.Contracts;
using PromptToImage.Pipeline;
using PromptToImage.Pipeline.Options;

namespace PromptToImage.Bench.ColdStarts;

/// <summary>Measures each function's first response in a new process, alternating between the published and a plain package.</summary>
internal static class ColdStartComparison
{
    private const int Rounds = 7;

    /// <param name="plain">The folder of the package without ReadyToRun.</param>
    /// <param name="ready">The folder of the package with ReadyToRun.</param>
    public static async Task RunAsync(MeasurementFolders folders, string plain, string ready)
    {
        var options = new RunOptions { Port = 0, DataFolder = folders.NewFolder() };
        await using var pipeline = await LocalPipeline.StartAsync(options, TimeProvider.System);
        var events = await FunctionEvents.RecordAsync(pipeline, folders.NewFolder() + ".json");
        foreach (var function in FunctionCatalog.All)
        {
            var environment = pipeline.EnvironmentOf(function);
            List<ColdStart> slow = [],
                fast = [];
            for (var round = 0; round < Rounds; round++)
            {
                foreach (var (package, starts) in (IEnumerable<(string, List<ColdStart>)>)[(plain, slow), (ready, fast)])
                {
                    starts.Add(await ColdStart.MeasureAsync(package, function.Handler, await events.NextAsync(function), environment));
                }
            }

            Compare($"Cold start of {function.Name}", start => start.Milliseconds);
            Compare("  processor time", start => start.ProcessorMilliseconds);
            Compare("  from launch", start => start.LaunchMilliseconds);
            Compare("  from launch, processor time", start => start.LaunchProcessorMilliseconds);
            Report.Line(
                "  methods compiled at run time, ReadyToRun",
                new Spread(fast.Select(start => (double)start.CompiledMethods)).Text("methods")
            );
            Report.Line("  plain", new Spread(slow.Select(start => (double)start.CompiledMethods)).Text("methods"));
            Report.Line(
                "  assemblies loaded, peak memory",
                $"{fast[0].Assemblies}, {new Spread(fast.Select(start => start.PeakMegabytes)).Text("MB")}"
            );

            void Compare(string what, Func<ColdStart, double> of)
            {
                Report.Line($"{what}, ReadyToRun", new Spread(fast.Select(of)).Text("ms"));
                Report.Line("  plain", new Spread(slow.Select(of)).Text("ms"));
                // The ratio of the medians: each round has only two starts, which other load on the machine affects.
                Report.Line(
                    "  ratio of the medians",
                    $"{new Spread(fast.Select(of)).Median / new Spread(slow.Select(of)).Median:0.00} x",
                    "at most 0.5 x"
                );
            }
        }

        Report.Line("Package, ReadyToRun, zipped", $"{ZippedMegabytes(folders, ready):0.00} MB", "under 4 MB");
        Report.Line("  plain, zipped", $"{ZippedMegabytes(folders, plain):0.00} MB");
    }

    private static double ZippedMegabytes(MeasurementFolders folders, string package)
    {
        var file = folders.NewFolder() + ".zip";
        System.IO.Compression.ZipFile.CreateFromDirectory(
            package,
            file,
            System.IO.Compression.CompressionLevel.SmallestSize,
            includeBaseDirectory: false
        );
        return new FileInfo(file).Length / 1e6;
    }
}
