using System.Diagnostics;
using PromptToImage.Bench.Reporting;

namespace PromptToImage.Bench.Growth;

/// <summary>Measures the duration of an operation.</summary>
internal sealed class Timing
{
    private readonly long _began = Stopwatch.GetTimestamp();

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_began);

    /// <summary>The durations in milliseconds, after one uncounted run.</summary>
    public static async Task<Spread> MedianAsync(int times, Func<Task> work)
    {
        await work();
        List<double> taken = [];
        for (var i = 0; i < times; i++)
        {
            var timing = new Timing();
            await work();
            taken.Add(timing.Elapsed.TotalMilliseconds);
        }

        return new Spread(taken);
    }
}
