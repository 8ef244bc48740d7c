using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;

namespace PromptToImage.AwsEmulator.Tests.Queues;

public sealed class MessageMoverTests : IAsyncDisposable
{
    private const string Dead = "arn:aws:sqs:us-east-1:000000000000:dead";
    private const string Work = "arn:aws:sqs:us-east-1:000000000000:work";

    private readonly QueueFixture _queues = new();

    private MessageMover Mover => _queues.Service.Mover;

    public ValueTask DisposeAsync() => _queues.DisposeAsync();

    [Fact]
    public async Task A_task_with_a_rate_moves_that_many_messages_a_second()
    {
        await SendDeadLettersAsync(25);
        await Mover.StartTaskAsync(Dead, Work, rate: 10);
        await MovedAsync(10);
        _queues.Pass(1);
        await MovedAsync(20);
        _queues.Pass(1);
        await MovedAsync(25);
        _queues.Pass(1);
        await Condition.BecomesTrueAsync(() => Latest.Status == MessageMoveTaskStatus.Completed);
        Assert.Equal((0, 25), (_queues.Service.Count("dead").Total, _queues.Service.Count("work").Total));
    }

    [Fact]
    public async Task A_task_continues_after_a_restart()
    {
        await SendDeadLettersAsync(25);
        await Mover.StartTaskAsync(Dead, Work, rate: 10);
        await MovedAsync(10);

        await _queues.RestartAsync();
        await _queues.Service.StartAsync(TestContext.Current.CancellationToken);
        await MovedAsync(20);
        _queues.Pass(1);
        await MovedAsync(25);
    }

    [Fact]
    public async Task A_cancelled_task_moves_no_more_messages()
    {
        await SendDeadLettersAsync(25);
        var handle = await Mover.StartTaskAsync(Dead, Work, rate: 10);
        await MovedAsync(10);
        Assert.Equal(10, await Mover.CancelAsync(handle));
        _queues.Pass(1);
        await Condition.BecomesTrueAsync(() => Latest.Status == MessageMoveTaskStatus.Cancelled);
        Assert.Equal((15, 10), (_queues.Service.Count("dead").Total, _queues.Service.Count("work").Total));
        Assert.Equal("UnsupportedOperation", (await Assert.ThrowsAsync<AwsException>(() => Mover.CancelAsync(handle))).Code);
    }

    [Fact]
    public async Task A_queue_has_one_task_at_a_time()
    {
        await SendDeadLettersAsync(25);
        await Mover.StartTaskAsync(Dead, Work, rate: 10);
        var exception = await Assert.ThrowsAsync<AwsException>(() => Mover.StartTaskAsync(Dead, Work, rate: null));
        Assert.StartsWith("There is already a task running.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_destination_fails_the_task_and_the_other_messages_stay()
    {
        await SendDeadLettersAsync(25);
        await _queues.CreateAsync("other");
        await Mover.StartTaskAsync(Dead, "arn:aws:sqs:us-east-1:000000000000:other", rate: 10);
        await MovedAsync(10);
        await _queues.Service.Directory.DeleteAsync(_queues.Service.Directory.Get("other"));
        _queues.Pass(1);
        await Condition.BecomesTrueAsync(() => Latest.Status == MessageMoveTaskStatus.Failed);
        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue", Latest.FailureReason);
        Assert.Equal(15, _queues.Service.Count("dead").Total);
    }

    [Fact]
    public async Task A_task_continues_when_the_storage_can_be_used_again()
    {
        await SendDeadLettersAsync(25);
        await _queues.Database.WriteAsync(session => session.Execute("ALTER TABLE messages RENAME TO unavailable"));
        await Mover.StartTaskAsync(Dead, Work, rate: null);
        await Condition.BecomesTrueAsync(() => _queues.Time.PendingTimers > 0);
        Assert.Equal(MessageMoveTaskStatus.Running, Latest.Status);

        await _queues.Database.WriteAsync(session => session.Execute("ALTER TABLE unavailable RENAME TO messages"));
        _queues.Pass(1);
        await Condition.BecomesTrueAsync(() => Latest.Status == MessageMoveTaskStatus.Completed);
        Assert.Equal((0, 25), (_queues.Service.Count("dead").Total, _queues.Service.Count("work").Total));
    }

    [Fact]
    public async Task Disposing_waits_until_the_messages_that_are_being_moved_are_stored()
    {
        await SendDeadLettersAsync(1, start: false);
        var ids = new BlockingRandom();
        var service = new QueueService(_queues.Database, _queues.Time, new IdGenerator(ids));
        var handle = await service.Mover.StartTaskAsync(Dead, Work, rate: null);
        ids.Block();
        await service.StartAsync(TestContext.Current.CancellationToken);
        await ids.Blocked.WaitAsync(TestContext.Current.CancellationToken);

        var disposing = service.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);
        ids.Release();
        await disposing;
        Assert.Equal(1, Mover.List(Dead, 1).Single(task => task.Handle == handle).Moved);
    }

    private MessageMoveTask Latest => Mover.List(Dead, 1)[0];

    private async Task SendDeadLettersAsync(int count, bool start = true)
    {
        if (start)
        {
            await _queues.Service.StartAsync(TestContext.Current.CancellationToken);
        }

        await _queues.CreateWithDeadLettersAsync(maxReceiveCount: 3);
        await _queues.Service.SendAsync("dead", [.. Enumerable.Range(0, count).Select(i => new OutgoingMessage($"{i}"))]);
    }

    // The messages are moved, and the task waits for the next second.
    private Task MovedAsync(int count) => Condition.BecomesTrueAsync(() => Latest.Moved == count && _queues.Time.PendingTimers > 0);

    /// <summary>Blocks the thread that needs a new message id, which is the database's writer.</summary>
    private sealed class BlockingRandom : Random
    {
        private readonly TaskCompletionSource _blocked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _blocks;

        public Task Blocked => _blocked.Task;

        public void Block() => _blocks = true;

        public void Release() => _released.SetResult();

        public override void NextBytes(Span<byte> buffer)
        {
            if (_blocks)
            {
                _blocked.TrySetResult();
                _released.Task.Wait();
            }

            buffer.Fill(1);
        }
    }
}
