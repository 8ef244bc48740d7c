using PromptToImage.Runner.Memory;

namespace PromptToImage.Runner.Tests.Memory;

public sealed class IdleMemoryServiceTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly FakeMemory _memory = new();

    [Fact]
    public async Task Memory_is_given_back_when_a_busy_time_is_over()
    {
        using var service = await StartAsync();

        await PassAsync(5, IdleMemoryService.BusyBytes);
        Assert.Equal(0, _memory.Releases);

        await PassAsync(IdleMemoryService.IdleIntervals[0], 1000);
        await Condition.BecomesTrueAsync(() => _memory.Releases == 1);
        await PassAsync(100, 1000);
        await Condition.BecomesTrueAsync(() => _memory.Releases == IdleMemoryService.IdleIntervals.Count);

        await PassAsync(1, IdleMemoryService.BusyBytes);
        await PassAsync(IdleMemoryService.IdleIntervals[0], 1000);
        await Condition.BecomesTrueAsync(() => _memory.Releases == IdleMemoryService.IdleIntervals.Count + 1);
    }

    [Fact]
    public async Task A_process_that_was_never_busy_is_left_alone()
    {
        using var service = await StartAsync();
        await PassAsync(100, 1000);
        Assert.Equal(0, _memory.Releases);
    }

    private async Task<IdleMemoryService> StartAsync()
    {
        var service = new IdleMemoryService(_memory, _time);
        await service.StartAsync(TestContext.Current.CancellationToken);
        await Condition.BecomesTrueAsync(() => _time.PendingTimers == 1);
        return service;
    }

    private async Task PassAsync(int intervals, long bytes)
    {
        for (var i = 0; i < intervals; i++)
        {
            var reads = _memory.Reads;
            _memory.Allocate(bytes);
            _time.Advance(IdleMemoryService.Interval);
            await Condition.BecomesTrueAsync(() => _memory.Reads > reads);
        }
    }

    private sealed class FakeMemory : IManagedMemory
    {
        private long _allocated;
        private int _reads;
        private int _releases;

        public int Reads => Volatile.Read(ref _reads);

        public int Releases => Volatile.Read(ref _releases);

        public long AllocatedBytes
        {
            get
            {
                var allocated = Interlocked.Read(ref _allocated);
                Interlocked.Increment(ref _reads);
                return allocated;
            }
        }

        public void Allocate(long bytes) => Interlocked.Add(ref _allocated, bytes);

        public void Release() => Interlocked.Increment(ref _releases);
    }
}
