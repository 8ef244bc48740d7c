using System.Collections.Concurrent;
using System.Text.Json;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Tests.Executions;
using PromptToImage.CloudWatchModel;

namespace PromptToImage.AwsEmulator.Tests.Functions;

public sealed class AsynchronousInvocationsTests : IAsyncLifetime
{
    private const string Queue = "records";

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly ConcurrentQueue<DateTimeOffset> _calls = new();
    private StatesMachine _machine = null!;

    private AsynchronousInvocations Invocations => _machine.Invocations;

    public async ValueTask InitializeAsync()
    {
        _machine = StatesMachine.Open(_folder.Path, _time);
        await _machine.Queues.ProvisionAsync(Queue, new Dictionary<string, string>());
        _machine.Functions.Register(
            "failing",
            (_, _, _) =>
            {
                _calls.Enqueue(_time.GetUtcNow());
                throw new InvalidOperationException("not now");
            },
            TimeSpan.FromSeconds(3)
        );
        _machine.Functions.Register("working", (payload, _, _) => Task.FromResult(payload.ToArray()), TimeSpan.FromSeconds(3));
    }

    public async ValueTask DisposeAsync()
    {
        await _machine.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_function_that_fails_is_tried_twice_more_after_one_and_two_minutes()
    {
        await Invocations.AcceptAsync("failing", "{}"u8.ToArray());
        await Condition.BecomesTrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            return _calls.Count == 3;
        });
        var calls = _calls.ToArray();
        Assert.True(calls[1] - calls[0] >= TimeSpan.FromMinutes(1));
        Assert.True(calls[2] - calls[1] >= TimeSpan.FromMinutes(2));
        await Condition.BecomesTrueAsync(() => Sum("AsyncEventsDropped", "failing") == 1);
        Assert.Equal(1, Sum("AsyncEventsReceived", "failing"));
        Assert.Equal(0, _machine.CountRows("asynchronous_invocations"));
    }

    [Fact]
    public async Task After_the_last_attempt_a_record_goes_to_the_on_failure_destination_and_the_event_counts_as_dropped()
    {
        _machine.Functions.PutEventInvokeConfig(
            "failing",
            new EventInvokeConfig { MaximumRetryAttempts = 0, OnFailure = QueueService.ArnFor(Queue) }
        );
        await Invocations.AcceptAsync("failing", """{"a":1}"""u8.ToArray());
        var record = await ReceiveRecordAsync();
        var context = record.GetProperty("requestContext");
        Assert.Equal("RetriesExhausted", context.GetProperty("condition").GetString());
        Assert.Equal(1, context.GetProperty("approximateInvokeCount").GetInt32());
        Assert.Equal("arn:aws:lambda:us-east-1:000000000000:function:failing:$LATEST", context.GetProperty("functionArn").GetString());
        Assert.Equal("""{"a":1}""", record.GetProperty("requestPayload").GetRawText());
        Assert.Equal("Unhandled", record.GetProperty("responseContext").GetProperty("functionError").GetString());
        Assert.Equal("not now", record.GetProperty("responsePayload").GetProperty("errorMessage").GetString());
        await Condition.BecomesTrueAsync(() => Sum("AsyncEventsDropped", "failing") == 1);
    }

    [Fact]
    public async Task An_event_that_is_too_old_is_dropped_without_another_attempt()
    {
        _machine.Functions.PutEventInvokeConfig(
            "failing",
            new EventInvokeConfig { MaximumEventAge = TimeSpan.FromMinutes(1), OnFailure = QueueService.ArnFor(Queue) }
        );
        await Invocations.AcceptAsync("failing", "{}"u8.ToArray());
        await Condition.BecomesTrueAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(50));
            return _machine.Queues.Count(Queue).Total == 1;
        });
        Assert.Single(_calls);
        var context = (await ReceiveRecordAsync()).GetProperty("requestContext");
        Assert.Equal("EventAgeExceeded", context.GetProperty("condition").GetString());
    }

    [Fact]
    public async Task A_result_goes_to_the_on_success_destination()
    {
        _machine.Functions.PutEventInvokeConfig("working", new EventInvokeConfig { OnSuccess = QueueService.ArnFor(Queue) });
        await Invocations.AcceptAsync("working", """{"a":1}"""u8.ToArray());
        var record = await ReceiveRecordAsync();
        Assert.Equal("Success", record.GetProperty("requestContext").GetProperty("condition").GetString());
        Assert.Equal("""{"a":1}""", record.GetProperty("responsePayload").GetRawText());
        Assert.Equal(0, Sum("AsyncEventsDropped", "working"));
    }

    [Fact]
    public async Task A_destination_that_does_not_exist_is_counted_and_the_event_is_dropped()
    {
        _machine.Functions.PutEventInvokeConfig(
            "failing",
            new EventInvokeConfig { MaximumRetryAttempts = 0, OnFailure = QueueService.ArnFor("missing") }
        );
        await Invocations.AcceptAsync("failing", "{}"u8.ToArray());
        await Condition.BecomesTrueAsync(() => Sum("AsyncEventsDropped", "failing") == 1);
        Assert.Equal(1, Sum("DestinationDeliveryFailures", "failing"));
        Assert.Equal(0, _machine.CountRows("asynchronous_invocations"));
    }

    [Theory]
    [InlineData(3, 3600, "arn:aws:sqs:us-east-1:000000000000:records")]
    [InlineData(2, 59, "arn:aws:sqs:us-east-1:000000000000:records")]
    [InlineData(2, 3600, "arn:aws:lambda:us-east-1:000000000000:function:other")]
    public void A_configuration_that_Lambda_rejects_or_that_is_not_offered_is_an_error(int retries, int age, string destination)
    {
        var config = new EventInvokeConfig
        {
            MaximumRetryAttempts = retries,
            MaximumEventAge = TimeSpan.FromSeconds(age),
            OnFailure = destination,
        };
        Assert.Equal(
            "InvalidParameterValueException",
            Assert.Throws<AwsException>(() => _machine.Functions.PutEventInvokeConfig("failing", config)).Code
        );
    }

    [Fact]
    public async Task Events_above_the_limit_are_rejected_until_others_have_run()
    {
        const int EventBytes = 1024 * 1024;
        var release = new TaskCompletionSource<byte[]>();
        _machine.Functions.Register("slow", (_, _, _) => release.Task, TimeSpan.FromSeconds(3));
        for (var bytes = 0; bytes < AsynchronousInvocations.MaxPendingBytes; bytes += EventBytes)
        {
            await Invocations.AcceptAsync("slow", new byte[EventBytes]);
        }

        var error = await Assert.ThrowsAsync<AwsException>(() => Invocations.AcceptAsync("slow", [1]));
        Assert.Equal(("TooManyRequestsException", 429), (error.Code, error.Status));
        release.SetResult("null"u8.ToArray());
        await Condition.BecomesTrueAsync(async () =>
        {
            try
            {
                await Invocations.AcceptAsync("slow", [1]);
                return true;
            }
            catch (AwsException)
            {
                return false;
            }
        });
    }

    private async Task<JsonElement> ReceiveRecordAsync()
    {
        await Condition.BecomesTrueAsync(() => _machine.Queues.Count(Queue).Total == 1);
        using var record = JsonDocument.Parse(Assert.Single(_machine.Queues.Browse(Queue, 1)).Body);
        return record.RootElement.Clone();
    }

    private double Sum(string metric, string function) =>
        _machine
            .Metrics.Read(
                new MetricId("AWS/Lambda", metric, "FunctionName", function),
                DateTimeOffset.MinValue.AddDays(1),
                DateTimeOffset.MaxValue
            )
            ?.Sum
        ?? 0;
}
