using System.Diagnostics;
using PromptToImage.Bench.Reporting;

namespace PromptToImage.Bench.Growth;

/// <summary>How long something takes.</summary>
internal sealed class Timing
{
    private readonly long _began = Stopwatch.GetTimestamp();

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_began);

    /// <summary>In milliseconds, after one try that does not count.</summary>
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
