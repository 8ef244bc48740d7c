using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using PromptToImage.Bench.EndToEnd;
using PromptToImage.Bench.Reporting;
using PromptToImage.Pipeline;
using PromptToImage.Pipeline.Options;

namespace PromptToImage.Bench.Starting;

/// <summary>Measures the client from its launch to its end, alternating between the native and the framework-dependent program.</summary>
internal static class ClientStart
{
    private const int Rounds = 21;

    /// <param name="frameworkDependent">The program that <c>dotnet build</c> makes.</param>
    /// <param name="native">The program that <c>dotnet publish</c> makes.</param>
    public static async Task RunAsync(MeasurementFolders folders, string frameworkDependent, string native)
    {
        var options = new RunOptions { Port = 0, DataFolder = folders.NewFolder() };
        await using var pipeline = await LocalPipeline.StartAsync(options, TimeProvider.System);
        using var traffic = new PromptTraffic(pipeline);
        await traffic.RunAsync(1, 1);
        var port = pipeline.Endpoint.Port.ToString(CultureInfo.InvariantCulture);
        foreach (var arguments in (string[][])[["--help"], ["status", "bench-1", "--local", port]])
        {
            List<double> slow = [],
                fast = [];
            for (var round = 0; round < Rounds; round++)
            {
                slow.Add(await RunAsync(frameworkDependent, arguments));
                fast.Add(await RunAsync(native, arguments));
            }

            var before = new Spread(slow);
            var after = new Spread(fast);
            Report.Line($"Client, {arguments[0]}, native", after.Text("ms"));
            Report.Line("  framework-dependent", before.Text("ms"));
            Report.Line("  ratio of the medians", $"{after.Median / before.Median:0.00} x", "at most 0.33 x");
        }

        Report.Line("Native client, compressed", $"{CompressedMegabytes(native):0.0} MB of {new FileInfo(native).Length / 1e6:0.0} MB");
    }

    private static async Task<double> RunAsync(string program, string[] arguments)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var elapsed = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        return process.ExitCode == 0
            ? elapsed
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await output}{await error}");
    }

    private static double CompressedMegabytes(string file)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        using (var content = File.OpenRead(file))
        {
            content.CopyTo(gzip);
        }

        return compressed.Length / 1e6;
    }
}
