using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.EventSources;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Tests.Queues;

namespace PromptToImage.AwsEmulator.Tests.EventSources;

public sealed class EventSourceMappingTests : IAsyncDisposable
{
    private readonly QueueFixture _queues = new();
    private readonly FunctionRegistry _functions;
    private readonly ConcurrentQueue<JsonNode> _events = new();
    private EventSourceMapping? _mapping;

    public EventSourceMappingTests()
    {
        _functions = new FunctionRegistry(_queues.Time, new IdGenerator(new CryptographicRandom()));
    }

    public async ValueTask DisposeAsync()
    {
        if (_mapping is not null)
        {
            await _mapping.DisposeAsync();
        }

        await _queues.DisposeAsync();
    }

    [Fact]
    public async Task A_function_gets_the_event_that_lambda_would_send_and_what_succeeded_is_deleted()
    {
        await CreateQueueAsync();
        var sent = await _queues.Service.SendAsync(
            "work",
            new OutgoingMessage("A croissant \U0001F950")
            {
                Attributes = new Dictionary<string, QueueMessageAttribute>
                {
                    ["RequestId"] = QueueMessageAttribute.Text("order-1"),
                    ["Raw"] = new("Binary", null, [1, 2, 3]),
                },
            }
        );
        await StartAsync(_ => """{"batchItemFailures":[]}""");
        await Condition.BecomesTrueAsync(() => _queues.Service.Count("work").Total == 0);

        var record = Assert.Single(_events)["Records"]![0]!.AsObject();
        Assert.True(record.Remove("receiptHandle"));
        Assert.Equal(
            $$$"""
            {
              "messageId": "{{{sent.MessageId}}}",
              "body": "A croissant 🥐",
              "attributes": {
                "SenderId": "000000000000",
                "SentTimestamp": "1793534400000",
                "ApproximateReceiveCount": "1",
                "ApproximateFirstReceiveTimestamp": "1793534400000"
              },
              "messageAttributes": {
                "RequestId": {
                  "stringValue": "order-1",
                  "stringListValues": [],
                  "binaryListValues": [],
                  "dataType": "String"
                },
                "Raw": {
                  "binaryValue": "AQID",
                  "stringListValues": [],
                  "binaryListValues": [],
                  "dataType": "Binary"
                }
              },
              "md5OfBody": "{{{sent.Md5OfBody}}}",
              "md5OfMessageAttributes": "{{{sent.Md5OfAttributes}}}",
              "eventSource": "aws:sqs",
              "eventSourceARN": "arn:aws:sqs:us-east-1:000000000000:work",
              "awsRegion": "us-east-1"
            }
            """,
            record
                .ToJsonString(
                    new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
                )
                .Replace("\\uD83E\\uDD50", "🥐", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Messages_come_in_batches_of_ten_and_two_batches_at_a_time()
    {
        await CreateQueueAsync();
        await _queues.Service.SendAsync("work", [.. Enumerable.Range(0, 35).Select(i => new OutgoingMessage($"{i}"))]);
        var running = 0;
        var atOnce = new ConcurrentQueue<int>();
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAsync(async batch =>
        {
            atOnce.Enqueue(Interlocked.Increment(ref running));
            await go.Task;
            Interlocked.Decrement(ref running);
            return "null";
        });
        await Condition.BecomesTrueAsync(() => atOnce.Count == 2);
        Assert.Equal(15, _queues.Service.Count("work").Visible);
        go.SetResult();
        await Condition.BecomesTrueAsync(() => _queues.Service.Count("work").Total == 0);
        Assert.Equal(2, atOnce.Max());
        Assert.Equal([10, 10, 10, 5], _events.Select(item => item["Records"]!.AsArray().Count).OrderDescending());
    }

    [Fact]
    public async Task A_message_reported_as_failed_comes_again_at_its_visibility_timeout_and_alone()
    {
        await CreateQueueAsync();
        await _queues.Service.SendAsync("work", [new OutgoingMessage("bad"), new OutgoingMessage("good")]);
        await StartAsync(batch =>
            batch["Records"]!.AsArray() is { Count: 2 } records
                ? $$"""{"batchItemFailures":[{"itemIdentifier":"{{records[0]!["messageId"]}}"}]}"""
                : "null"
        );
        await Condition.BecomesTrueAsync(() => _queues.Service.Count("work").Total == 1);
        await PollsAgainAsync();
        Assert.Single(_events);
        _queues.Pass(180.002);
        await Condition.BecomesTrueAsync(() => _queues.Service.Count("work").Total == 0);
        Assert.Equal("bad", (string?)_events.Last()["Records"]![0]!["body"]);
        Assert.Equal("2", (string?)_events.Last()["Records"]![0]!["attributes"]!["ApproximateReceiveCount"]);
    }

    [Fact]
    public async Task A_mapping_that_does_not_report_batch_item_failures_deletes_what_the_response_names()
    {
        await CreateQueueAsync();
        await _queues.Service.SendAsync("work", new OutgoingMessage("bad"));
        await StartAsync(
            batch => $$"""{"batchItemFailures":[{"itemIdentifier":"{{batch["Records"]![0]!["messageId"]}}"}]}""",
            reports: false
        );
        await Condition.BecomesTrueAsync(() => _queues.Service.Count("work").Total == 0);
    }

    [Fact]
    public async Task When_the_function_fails_the_whole_batch_comes_again()
    {
        await CreateQueueAsync();
        await _queues.Service.SendAsync("work", [new OutgoingMessage("1"), new OutgoingMessage("2")]);
        await StartAsync(batch => _events.Count == 1 ? throw new InvalidOperationException("boom") : "null");
        await Condition.BecomesTrueAsync(() => _events.Count == 1);
        await PollsAgainAsync();
        Assert.Equal(2, _queues.Service.Count("work").InFlight);
        _queues.Pass(180.002);
        await Condition.BecomesTrueAsync(() => _queues.Service.Count("work").Total == 0);
    }

    [Fact]
    public async Task After_a_killed_process_what_it_held_is_delivered_at_once_and_what_was_deferred_is_not()
    {
        await CreateQueueAsync();
        await _queues.Service.SendAsync("work", [new OutgoingMessage("held"), new OutgoingMessage("deferred")]);
        var received = await _queues.Service.ReceiveAsync(
            "work",
            new ReceiveRequest { MaxMessages = 10, IsHeld = true },
            TestContext.Current.CancellationToken
        );
        await _queues.ChangeVisibilityAsync("work", received.Single(message => message.Body == "deferred"), 60);

        await _queues.RestartAsync();
        await StartAsync(_ => "null");

        await Condition.BecomesTrueAsync(() => _queues.Service.Count("work").Total == 1);
        Assert.Equal("held", (string?)Assert.Single(_events)["Records"]![0]!["body"]);
    }

    [Fact]
    public async Task A_batch_too_large_for_one_invocation_is_split()
    {
        await CreateQueueAsync();
        for (var i = 0; i < 8; i++)
        {
            await _queues.SendAsync("work", new string('x', 1024 * 1024));
        }

        await StartAsync(_ => "null");
        await Condition.BecomesTrueAsync(() => _queues.Service.Count("work").Total == 0);
        Assert.All(_events, item => Assert.InRange(item["Records"]!.AsArray().Count, 1, 3));
    }

    [Fact]
    public async Task A_queue_that_would_show_a_message_again_too_early_is_rejected()
    {
        await _queues.CreateAsync("work", ("VisibilityTimeout", 29));
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(_ => "null"));
        Assert.Equal("Queue visibility timeout: 29 seconds is less than Function timeout: 30 seconds", exception.Message);
    }

    private Task CreateQueueAsync() => _queues.CreateAsync("work", ("VisibilityTimeout", 180));

    // Both pollers wait again: nothing more happens until time passes.
    private Task PollsAgainAsync() => Condition.BecomesTrueAsync(() => _queues.Time.PendingTimers == 2);

    private Task StartAsync(Func<JsonNode, string> response, bool reports = true) =>
        StartAsync(batch => Task.FromResult(response(batch)), reports);

    private Task StartAsync(Func<JsonNode, Task<string>> response, bool reports = true)
    {
        _functions.Register(
            "start",
            async (payload, _, _) =>
            {
                var batch = JsonNode.Parse(payload.Span)!;
                _events.Enqueue(batch);
                return Encoding.UTF8.GetBytes(await response(batch));
            },
            TimeSpan.FromSeconds(30)
        );
        _mapping = new EventSourceMapping(
            new EventSourceSettings
            {
                Queue = "work",
                Function = "start",
                ReportBatchItemFailures = reports,
            },
            _queues.Service,
            _functions,
            new AccessControl(new AllowAll()),
            _queues.Time,
            NullLogger<EventSourceMapping>.Instance
        );
        return _mapping.StartAsync(TestContext.Current.CancellationToken);
    }
}
