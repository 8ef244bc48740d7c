using PromptToImage.Client.Tests.Harness;

namespace PromptToImage.Client.Tests.Queues;

public sealed class QueueTests
{
    [Fact]
    public async Task Waiting_prompts_and_dead_letters_are_counted()
    {
        await using var pipeline = await QueuesOnly.StartAsync(time: new StoppedClock());
        (await pipeline.RunAsync("A cat")).EndedWith(0);
        (await pipeline.RunAsync("A dog")).EndedWith(0);
        await pipeline.AddDeadLetterAsync("A cow", "order-1");
        var json = (await pipeline.RunAsync("queue", "--json")).EndedWith(0).Json;
        Assert.Equal(2, json.GetProperty("queue").GetProperty("waiting").GetInt32());
        Assert.Equal(0, json.GetProperty("queue").GetProperty("inFlight").GetInt32());
        Assert.Equal(1, json.GetProperty("deadLetters").GetProperty("waiting").GetInt32());
        // The emulator reports age and alarm. On AWS they are in CloudWatch.
        Assert.Equal(0, json.GetProperty("oldestMessageSeconds").GetDouble());
        Assert.Equal("OK", json.GetProperty("alarm").GetString());
        Assert.Equal(120, json.GetProperty("alarmThresholdSeconds").GetDouble());
        var lines = (await pipeline.RunAsync("queue")).EndedWith(0).Lines;
        Assert.Equal("waiting 2, running 0, time not known: too few executions have ended", lines[0]);
        Assert.Contains("dead letters\t1", lines);
        Assert.Contains("alarm\tOK (raised above 2 min 0 s)", lines);
    }

    [Fact]
    public async Task Messages_that_start_holds_in_flight_also_wait()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        (await pipeline.RunAsync("A cat")).EndedWith(0);
        (await pipeline.RunAsync("A dog")).EndedWith(0);
        var queueUrl = $"http://localhost:{pipeline.Port}/000000000000/{QueuesOnly.Queue}";
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(queueUrl))
        {
            Content = new StringContent(
                $$"""{"QueueUrl":"{{queueUrl}}","MaxNumberOfMessages":2}""",
                System.Text.Encoding.UTF8,
                "application/x-amz-json-1.0"
            ),
        };
        request.Headers.Add("X-Amz-Target", "AmazonSQS.ReceiveMessage");
        (await http.SendAsync(request, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        var json = (await pipeline.RunAsync("queue", "--json")).EndedWith(0).Json;
        Assert.Equal((2, 0), (json.GetProperty("waiting").GetInt32(), json.GetProperty("queue").GetProperty("waiting").GetInt32()));
    }

    [Fact]
    public async Task A_missing_queue_is_an_error_of_the_service()
    {
        await using var pipeline = await QueuesOnly.StartAsync();
        var url = $"http://localhost:{pipeline.Port}/000000000000/none";
        (await pipeline.RunAsync("queue", "--queue-url", url, "--dead-letter-queue-url", url)).FailedWith(
            3,
            $"The queue {url} does not exist. Check SQS_QUEUE_URL (or DEAD_LETTER_QUEUE_URL) and the region."
        );
    }
}
