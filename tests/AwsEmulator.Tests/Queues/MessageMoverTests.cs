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
        await Mover.StartAsync(Dead, Work, rate: 10);
        await MovedAsync(10);
        _queues.Pass(1);
        await MovedAsync(20);
        _queues.Pass(1);
        await MovedAsync(25);
        _queues.Pass(1);
        await Condition.BecomesTrueAsync(() => Latest.Status == MoveStatus.Completed);
        Assert.Equal((0, 25), (_queues.Service.Count("dead").Total, _queues.Service.Count("work").Total));
    }

    [Fact]
    public async Task A_task_goes_on_after_a_restart()
    {
        await SendDeadLettersAsync(25);
        await Mover.StartAsync(Dead, Work, rate: 10);
        await MovedAsync(10);

        await _queues.RestartAsync();
        _queues.Service.Resume();
        await MovedAsync(20);
        _queues.Pass(1);
        await MovedAsync(25);
    }

    [Fact]
    public async Task A_cancelled_task_leaves_what_it_has_not_moved()
    {
        await SendDeadLettersAsync(25);
        var handle = await Mover.StartAsync(Dead, Work, rate: 10);
        await MovedAsync(10);
        Assert.Equal(10, await Mover.CancelAsync(handle));
        _queues.Pass(1);
        await Condition.BecomesTrueAsync(() => Latest.Status == MoveStatus.Cancelled);
        Assert.Equal((15, 10), (_queues.Service.Count("dead").Total, _queues.Service.Count("work").Total));
        Assert.Equal("UnsupportedOperation", (await Assert.ThrowsAsync<AwsException>(() => Mover.CancelAsync(handle))).Code);
    }

    [Fact]
    public async Task A_queue_has_one_task_at_a_time()
    {
        await SendDeadLettersAsync(25);
        await Mover.StartAsync(Dead, Work, rate: 10);
        var refusal = await Assert.ThrowsAsync<AwsException>(() => Mover.StartAsync(Dead, Work, rate: null));
        Assert.StartsWith("There is already a task running.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destination_that_is_deleted_meanwhile_fails_the_task_and_keeps_the_rest()
    {
        await SendDeadLettersAsync(25);
        await _queues.CreateAsync("other");
        await Mover.StartAsync(Dead, "arn:aws:sqs:us-east-1:000000000000:other", rate: 10);
        await MovedAsync(10);
        await _queues.Service.Directory.DeleteAsync(_queues.Service.Directory.Get("other"));
        _queues.Pass(1);
        await Condition.BecomesTrueAsync(() => Latest.Status == MoveStatus.Failed);
        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue", Latest.FailureReason);
        Assert.Equal(15, _queues.Service.Count("dead").Total);
    }

    private MoveTask Latest => Mover.List(Dead, 1)[0];

    private async Task SendDeadLettersAsync(int count)
    {
        await _queues.CreateWithDeadLettersAsync(maxReceiveCount: 3);
        await _queues.Service.SendAsync("dead", [.. Enumerable.Range(0, count).Select(i => new OutgoingMessage($"{i}"))]);
    }

    // The step is written, and the task sleeps until its next second.
    private Task MovedAsync(int count) => Condition.BecomesTrueAsync(() => Latest.Moved == count && _queues.Time.PendingTimers > 0);
}
