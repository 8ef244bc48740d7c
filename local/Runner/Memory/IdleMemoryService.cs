namespace PromptToImage.Runner.Memory;

/// <summary>
/// Gives memory back to the operating system when a busy time is over. The garbage collector runs when memory is allocated, so an idle
/// process keeps what its last requests have left, for as long as it is idle.
/// </summary>
/// <param name="memory">The memory of this process.</param>
/// <param name="time">The clock.</param>
internal sealed class IdleMemoryService(IManagedMemory memory, TimeProvider time) : BackgroundService
{
    /// <summary>The interval at which the allocations are observed.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>Fewer allocated bytes in an interval are idle: the polling of queues and alarms.</summary>
    public const long IdleBytes = 4 * 1024 * 1024;

    /// <summary>Fewer allocated bytes since the last time are not worth a collection.</summary>
    public const long BusyBytes = 64 * 1024 * 1024;

    /// <summary>
    /// The numbers of idle intervals after which memory is given back. There are three, because .NET's pools of arrays release an array only
    /// at a collection, and only if it was not used for 30 s or 60 s before.
    /// </summary>
    public static readonly IReadOnlyList<int> IdleIntervals = [3, 20, 40];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        long busySince = 0;
        long last = 0;
        var idle = 0;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var allocated = memory.AllocatedBytes;
            if (allocated - last >= IdleBytes)
            {
                // What was allocated since the last busy time counts once.
                busySince = idle > IdleIntervals[0] ? last : busySince;
                idle = 0;
            }
            else
            {
                idle++;
            }

            last = allocated;
            if (IdleIntervals.Contains(idle) && allocated - busySince >= BusyBytes)
            {
                memory.Release();
            }
        }
    }
}
