using PromptToImage.Soak.Hosting;

namespace PromptToImage.Soak.Measuring;

/// <summary>Samples the resident memory of the runner, and the delay of this program's own timers.</summary>
internal sealed class MemorySamples(HostedRunner runner, Observations observations)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>The largest resident memory in MB.</summary>
    public double Peak { get; private set; }

    /// <summary>What disturbed the runner at the peak.</summary>
    public string PeakDisturbance { get; private set; } = "";

    /// <summary>How late a timer of this program was at most. It says how busy the machine was.</summary>
    public TimeSpan LargestDelay { get; private set; }

    public async Task SampleAsync(CancellationToken cancellationToken)
    {
        var before = TimeProvider.System.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, TimeProvider.System, CancellationToken.None);
            var now = TimeProvider.System.GetTimestamp();
            var delay = TimeProvider.System.GetElapsedTime(before, now) - Interval;
            LargestDelay = delay > LargestDelay ? delay : LargestDelay;
            before = now;
            if (runner.ResidentMegabytes is { } resident && resident > Peak)
            {
                Peak = resident;
                PeakDisturbance = observations.Disturbance;
            }
        }
    }
}
