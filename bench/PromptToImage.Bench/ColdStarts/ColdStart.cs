using System.Diagnostics;
using System.Globalization;

namespace PromptToImage.Bench.ColdStarts;

/// <summary>One function, started by its handler's name in a fresh process, and its first answer.</summary>
internal sealed record ColdStart(double Milliseconds, double ProcessorMilliseconds, int Assemblies, double PeakMegabytes)
{
    private static readonly string Host = Path.Combine(AppContext.BaseDirectory, "PromptToImage.ColdStart.dll");

    public static async Task<ColdStart> MeasureAsync(
        string package, string handler, string eventFile, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            "exec", "--runtimeconfig", Path.Combine(package, "PromptToImage.Functions.runtimeconfig.json"),
            Host, package, handler, eventFile,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        string[]? answer = null;
        var elapsed = TimeSpan.Zero;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("answered ", StringComparison.Ordinal))
                (answer, elapsed) = (line.Split(' '), Stopwatch.GetElapsedTime(began));
        }

        await process.WaitForExitAsync();
        return answer is not null
            ? new ColdStart(
                elapsed.TotalMilliseconds,
                double.Parse(answer[4], CultureInfo.InvariantCulture),
                int.Parse(answer[2], CultureInfo.InvariantCulture),
                double.Parse(answer[3], CultureInfo.InvariantCulture) / 1e6)
            : throw new InvalidOperationException($"{handler} did not answer: {await said}");
    }
}
