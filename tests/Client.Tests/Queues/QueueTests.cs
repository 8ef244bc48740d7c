using PromptToImage.Client.Tests.Harness;

namespace PromptToImage.Client.Tests.Queues;

public sealed class QueueTests
{
    [Fact]
    public async Task Depth_and_dead_letters_are_counted()
    {
        await using var pipeline = await QueuesOnly.StartAsync(time: new StoppedClock());
        (await pipeline.RunAsync("A cat")).EndedWith(0);
        (await pipeline.RunAsync("A dog")).EndedWith(0);
        await pipeline.AddDeadLetterAsync("A cow", "order-1");
        var json = (await pipeline.RunAsync("queue", "--json")).EndedWith(0).Json;
        Assert.Equal(2, json.GetProperty("queue").GetProperty("waiting").GetInt32());
        Assert.Equal(0, json.GetProperty("queue").GetProperty("inFlight").GetInt32());
        Assert.Equal(1, json.GetProperty("deadLetters").GetProperty("waiting").GetInt32());
        // The age and the alarm are told by the emulation itself; on AWS they are CloudWatch's.
        Assert.Equal(0, json.GetProperty("oldestMessageSeconds").GetDouble());
        Assert.Equal("OK", json.GetProperty("alarm").GetString());
        Assert.Equal(120, json.GetProperty("alarmThresholdSeconds").GetDouble());
        var lines = (await pipeline.RunAsync("queue")).EndedWith(0).Lines;
        Assert.Contains("waiting\t2", lines);
        Assert.Contains("dead letters\t1", lines);
        Assert.Contains("alarm\tOK (raised above 2 min 0 s)", lines);
    }

    [Fact]
    public async Task A_queue_that_is_not_there_is_the_services_refusal()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        var url = $"http://localhost:{pipeline.Port}/000000000000/none";
        (await pipeline.RunAsync("queue", "--queue-url", url, "--dead-letter-queue-url", url)).FailedWith(
            3,
            $"There is no such queue: {url}. Check SQS_QUEUE_URL (or DEAD_LETTER_QUEUE_URL) and the region."
        );
    }
}
