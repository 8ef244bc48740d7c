using System.Diagnostics;
using System.Globalization;

namespace PromptToImage.Bench.ColdStarts;

/// <summary>The first response of a function that is started by its handler's name in a new process.</summary>
/// <param name="Milliseconds">From before its assembly is loaded until its response.</param>
/// <param name="ProcessorMilliseconds">The processor time of all threads in that period.</param>
/// <param name="LaunchMilliseconds">From the launch of the process, including the start of .NET.</param>
/// <param name="LaunchProcessorMilliseconds">The processor time of all threads since the launch.</param>
/// <param name="CompiledMethods">The number of methods compiled at run time, including a few of the measuring program.</param>
internal sealed record ColdStart(
    double Milliseconds,
    double ProcessorMilliseconds,
    double LaunchMilliseconds,
    double LaunchProcessorMilliseconds,
    int CompiledMethods,
    int Assemblies,
    double PeakMegabytes
)
{
    private static readonly string Host = Path.Combine(AppContext.BaseDirectory, "PromptToImage.ColdStart.dll");

    public static async Task<ColdStart> MeasureAsync(
        string package,
        string handler,
        string eventFile,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "exec",
                "--runtimeconfig",
                Path.Combine(package, "PromptToImage.Functions.runtimeconfig.json"),
                Host,
                package,
                handler,
                eventFile,
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        string[]? response = null;
        var elapsed = TimeSpan.Zero;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("answered ", StringComparison.Ordinal))
            {
                (response, elapsed) = (line.Split(' '), Stopwatch.GetElapsedTime(began));
            }
        }

        await process.WaitForExitAsync();
        return response is not null
            ? new ColdStart(Number(1), Number(2), elapsed.TotalMilliseconds, Number(3), (int)Number(4), (int)Number(5), Number(6) / 1e6)
            : throw new InvalidOperationException($"{handler} did not answer: {await said}");

        double Number(int part) => double.Parse(response![part], CultureInfo.InvariantCulture);
    }
}
