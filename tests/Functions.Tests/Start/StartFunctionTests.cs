using System.Text;
using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using Amazon.SQS.Model;
using Amazon.StepFunctions.Model;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Flow;
using PromptToImage.Functions.DeadLetters;
using PromptToImage.Functions.Metrics;
using PromptToImage.Functions.Notices;
using PromptToImage.Functions.Start;
using PromptToImage.Functions.Tests.Fakes;

namespace PromptToImage.Functions.Tests.Start;

public sealed class StartFunctionTests : IDisposable
{
    private const string MessageId = "059f36b4-87a3-44ab-83d2-661975830a7d";

    private readonly FakeExecutions _executions = new();
    private readonly RecordingQueues _queues = new();
    private readonly RecordingTopics _topics = new();
    private readonly ManualTimeProvider _time = new();
    private readonly StringWriter _metrics = new();
    private readonly TestContextOfLambda _lambda = new();
    private readonly StartFunction _function;

    public StartFunctionTests() => _function = Make();

    [Fact]
    public async Task A_plain_prompt_is_started_with_the_id_of_its_message()
    {
        Assert.Empty(await InvokeAsync(Message("Me on top of a \"pyramid\" 😀")));
        Assert.Equal(
            $$"""{"id":"{{MessageId}}","attempt":1,"message":"Me on top of a \"pyramid\" 😀"}""",
            _executions.Executions[MessageId].Input
        );
    }

    [Fact]
    public async Task A_prompt_with_an_id_is_started_with_this_id()
    {
        Assert.Empty(await InvokeAsync(Message("""{"prompt":"A croissant","id":"order-1"}""")));
        Assert.Equal(["order-1"], _executions.Started);
    }

    [Fact]
    public async Task A_redriven_dead_letter_is_the_next_attempt_of_its_id()
    {
        Assert.Empty(await InvokeAsync(Message("A croissant", ("RequestId", "order-1"), ("Attempt", "3"))));
        Assert.Equal("""{"id":"order-1","attempt":3,"message":"A croissant"}""", _executions.Executions["order-1-r3"].Input);
    }

    [Theory]
    [InlineData("""{"prompt": """)]
    [InlineData("""{"prompt":"x","id":"no such id"}""")]
    [InlineData("""{"prompt":"x","id":"a","id":"b"}""")]
    [InlineData("""{"prompt":"\ud800"}""")]
    public async Task A_message_that_breaks_the_rules_is_started_so_that_Validate_reports_all_errors(string body)
    {
        Assert.Empty(await InvokeAsync(Message(body)));
        Assert.Equal([MessageId], _executions.Started);
        Assert.Empty(_queues.Sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_that_is_delivered_twice_starts_one_execution(bool stillRunning)
    {
        await InvokeAsync(Message("A croissant"));
        (var input, _, var start) = _executions.Executions[MessageId];
        _executions.Executions[MessageId] = (input, stillRunning, start);
        Assert.Empty(await InvokeAsync(Message("A croissant")));
        Assert.Equal([MessageId], _executions.Started);
        Assert.Empty(_queues.Sent);
    }

    [Fact]
    public async Task The_same_input_with_other_escapes_is_the_same_prompt()
    {
        _executions.Executions["order-1"] = (
            """{ "id": "order-1", "attempt": 1, "message": "{\u0022prompt\u0022:\u0022x\u0022,\u0022id\u0022:\u0022order-1\u0022}" }""",
            false,
            _executions.Now
        );
        Assert.Empty(await InvokeAsync(Message("""{"prompt":"x","id":"order-1"}""")));
        Assert.Empty(_queues.Sent);
    }

    [Fact]
    public async Task A_second_prompt_with_the_same_id_is_dead_lettered_and_reported()
    {
        await InvokeAsync(Message("""{"prompt":"first","id":"order-1"}"""));
        const string Second = """{"prompt":"second","id":"order-1"}""";
        Assert.Empty(await InvokeAsync(Message(Second)));
        var letter = Assert.Single(_queues.Sent);
        Assert.Equal("https://queues/dead-letters", letter.QueueUrl);
        Assert.Equal(Second, letter.MessageBody);
        Assert.Equal("order-1", letter.MessageAttributes["RequestId"].StringValue);
        Assert.Equal("1", letter.MessageAttributes["Attempt"].StringValue);
        Assert.Equal("Number", letter.MessageAttributes["Attempt"].DataType);
        Assert.Equal("RequestIdConflict", letter.MessageAttributes["Error"].StringValue);
        Assert.DoesNotContain("ExecutionArn", letter.MessageAttributes.Keys);
        Assert.Equal("Prompt order-1: id used by another prompt (attempt 1)", Assert.Single(_topics.Published).Subject);
    }

    [Theory]
    [InlineData(163_840, true)]
    [InlineData(163_841, false)]
    public async Task A_message_is_too_large_if_its_input_has_too_many_bytes(int bytes, bool fits)
    {
        var around = Encoding.UTF8.GetByteCount(ExecutionInputText.Build(MessageId, 1, ""));
        // Each quote takes two bytes in the input. One more letter fills an odd remainder.
        var room = bytes - around;
        var body = new string('"', room / 2) + new string('x', room % 2);
        Assert.Empty(await InvokeAsync(Message(body)));
        Assert.Equal(fits ? 1 : 0, _executions.Started.Count);
        if (!fits)
        {
            var letter = Assert.Single(_queues.Sent);
            Assert.Equal(body, letter.MessageBody);
            Assert.Equal("MessageTooLarge", letter.MessageAttributes["Error"].StringValue);
            Assert.Contains("1 more than the limit of 163,840", letter.MessageAttributes["Failure"].StringValue, StringComparison.Ordinal);
            Assert.Equal($"Prompt {MessageId}: message too large (attempt 1)", Assert.Single(_topics.Published).Subject);
        }
    }

    [Theory]
    [InlineData("RequestId", "no id", "The message attribute RequestId is 'no id'")]
    [InlineData("Attempt", "0", "The message attribute Attempt is '0'")]
    [InlineData("Attempt", "second", "The message attribute Attempt is 'second'")]
    public async Task A_message_with_invalid_attributes_is_dead_lettered(string attribute, string value, string cause)
    {
        Assert.Empty(await InvokeAsync(Message("A croissant", (attribute, value))));
        Assert.Empty(_executions.Started);
        var letter = Assert.Single(_queues.Sent);
        Assert.Equal("InvalidPromptException", letter.MessageAttributes["Error"].StringValue);
        Assert.StartsWith(cause, Cause(letter), StringComparison.Ordinal);
        Assert.Single(_topics.Published);
    }

    [Fact]
    public async Task A_body_that_is_not_valid_Unicode_is_dead_lettered()
    {
        Assert.Empty(await InvokeAsync(Message("half \ud83d")));
        Assert.Equal("InvalidPromptException", Assert.Single(_queues.Sent).MessageAttributes["Error"].StringValue);
    }

    [Fact]
    public async Task An_input_that_Step_Functions_rejects_is_dead_lettered_at_once()
    {
        _executions.StartingFails = _ => new InvalidExecutionInputException("not like this");
        Assert.Empty(await InvokeAsync(Message("A croissant")));
        Assert.Equal("InvalidPromptException", Assert.Single(_queues.Sent).MessageAttributes["Error"].StringValue);
    }

    [Fact]
    public async Task A_dead_letter_that_cannot_be_sent_fails_the_invocation()
    {
        _queues.SendingFails = new HttpRequestException("no route");
        await Assert.ThrowsAsync<HttpRequestException>(() => InvokeAsync(Message("A croissant", ("Attempt", "x"))));
        Assert.Empty(_topics.Published);
    }

    [Fact]
    public async Task A_notice_that_cannot_be_published_does_not_dead_letter_twice()
    {
        _topics.PublishingFails = new HttpRequestException("no route");
        Assert.Empty(await InvokeAsync(Message("A croissant", ("Attempt", "x"))));
        Assert.Single(_queues.Sent);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task An_event_without_exactly_one_message_fails(int messages)
    {
        var batch = Batch([.. Enumerable.Range(1, messages).Select(number => Numbered(number))]);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _function.HandleAsync(batch, _lambda));
        Assert.Contains($"has {messages}. Set the batch size", error.Message, StringComparison.Ordinal);
        Assert.Empty(_executions.Started);
    }

    [Fact]
    public async Task A_count_that_fails_fails_the_invocation_and_starts_nothing()
    {
        _executions.CountingFails = new HttpRequestException("no route");
        await Assert.ThrowsAsync<HttpRequestException>(() => InvokeAsync(Numbered(1)));
        Assert.Empty(_executions.Started);
        _executions.CountingFails = null;
        Assert.Empty(await InvokeAsync(Numbered(1)));
    }

    [Fact]
    public async Task A_start_that_fails_fails_the_invocation()
    {
        _executions.StartingFails = _ => new HttpRequestException("no route");
        await Assert.ThrowsAsync<HttpRequestException>(() => InvokeAsync(Numbered(1)));
        Assert.Empty(_queues.Hidden);
    }

    [Fact]
    public async Task A_prompt_waits_in_its_invocation_until_there_is_room()
    {
        Occupy(10);
        var waiting = InvokeAsync(Numbered(1));
        await AdvanceAsync(TimeSpan.FromSeconds(20), waiting);
        Assert.Empty(_executions.Started);
        _executions.Executions["running-0"] = ("{}", false, _executions.Now);
        await AdvanceAsync(TimeSpan.FromSeconds(1), waiting);
        Assert.Empty(await waiting);
        Assert.Equal(["m-1"], _executions.Started);
        Assert.Equal([0], Ages());
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(100, 0, 1)]
    [InlineData(101, 900, 16)]
    public async Task Without_room_the_message_is_given_back_and_its_age_is_written_until_it_is_visible(int receives, int seconds, int reports)
    {
        Occupy(10);
        var waiting = InvokeAsync(Numbered(1, receives));
        await AdvanceAsync(TimeSpan.FromSeconds(49), waiting);
        Assert.False(waiting.IsCompleted);
        await AdvanceAsync(TimeSpan.FromSeconds(1), waiting);
        Assert.Equal(["m-1"], await waiting);
        Assert.Equal([("receipt-m-1", seconds)], _queues.Hidden);
        Assert.Equal([0, .. Enumerable.Range(0, reports).Select(minute => 50 + minute * 60)], Ages());
    }

    [Fact]
    public async Task The_wait_ends_before_the_timeout_of_the_invocation()
    {
        Occupy(10);
        _lambda.Remaining = TimeSpan.FromSeconds(25);
        var waiting = InvokeAsync(Numbered(1));
        await AdvanceAsync(TimeSpan.FromSeconds(15), waiting);
        Assert.Equal(["m-1"], await waiting);
    }

    [Fact]
    public async Task A_message_that_cannot_be_given_back_fails_the_invocation()
    {
        Occupy(10);
        _queues.ChangingVisibilityFails = new HttpRequestException("no route");
        var waiting = InvokeAsync(Numbered(1));
        await AdvanceAsync(TimeSpan.FromSeconds(50), waiting);
        await Assert.ThrowsAsync<HttpRequestException>(() => waiting);
    }

    [Fact]
    public async Task The_count_is_kept_between_invocations_and_made_at_most_once_per_interval()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Empty(await InvokeAsync(Numbered(i)));
        }

        Assert.Equal(1, _executions.Listed);
        var waiting = InvokeAsync(Numbered(10));
        await AdvanceAsync(TimeSpan.FromSeconds(10), waiting);
        Assert.InRange(_executions.Listed, 10, 12);
    }

    [Fact]
    public async Task Invocations_at_the_same_time_in_one_process_never_exceed_the_limit_together()
    {
        var invocations = Enumerable.Range(0, 20).Select(i => Task.Run(() => InvokeAsync(Numbered(i)))).ToArray();
        var all = Task.WhenAll(invocations);
        await AdvanceAsync(TimeSpan.FromSeconds(60), all);
        Assert.Equal(10, (await all).Count(failed => failed.Length == 0));
        Assert.Equal(10, _executions.Started.Count);
    }

    [Fact]
    public async Task An_event_as_Lambda_sends_it_is_read_and_answered_as_Lambda_expects()
    {
        const string Event = """
            {"Records": [{
              "messageId": "059f36b4-87a3-44ab-83d2-661975830a7d", "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a", "body": "A croissant",
              "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1545082649183", "SenderId": "AIDAIENQZJOLO23YVJ4VO", "ApproximateFirstReceiveTimestamp": "1545082649185"},
              "messageAttributes": {
                "RequestId": {"stringValue": "order-1", "stringListValues": [], "binaryListValues": [], "dataType": "String"},
                "Attempt": {"stringValue": "2", "stringListValues": [], "binaryListValues": [], "dataType": "Number"},
                "Other": {"binaryValue": "AQID", "stringListValues": [], "binaryListValues": [], "dataType": "Binary"}},
              "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3", "eventSource": "aws:sqs", "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:q", "awsRegion": "us-east-1"}]}
            """;
        Occupy(10);
        var serializer = new SourceGeneratorLambdaJsonSerializer<StartJson>();
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Event));
        var read = serializer.Deserialize<SQSEvent>(input);
        Assert.Equal("order-1-r2", Name(read.Records[0]));
        using var output = new MemoryStream();
        var waiting = _function.HandleAsync(read, _lambda);
        await AdvanceAsync(TimeSpan.FromSeconds(50), waiting);
        serializer.Serialize(await waiting, output);
        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"059f36b4-87a3-44ab-83d2-661975830a7d"}]}""",
            Encoding.UTF8.GetString(output.ToArray())
        );
    }

    [Fact]
    public async Task Prompts_are_not_logged()
    {
        await InvokeAsync(Message("a secret", ("Attempt", "x")));
        await InvokeAsync(Message("a secret"));
        Occupy(10);
        var waiting = InvokeAsync(Message("a secret", ("Attempt", "2")));
        await AdvanceAsync(TimeSpan.FromSeconds(50), waiting);
        await waiting;
        Assert.DoesNotContain(_lambda.Log, line => line.Contains("secret", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _function.Dispose();
        _executions.Dispose();
        _queues.Dispose();
        _topics.Dispose();
        _metrics.Dispose();
    }

    private static string Name(SQSEvent.SQSMessage message)
    {
        var prompt = IncomingPrompt.Read(message);
        return PromptExecutionName.For(prompt.Id, prompt.Attempt);
    }

    private StartFunction Make() =>
        new(
            new PromptStarter(
                new ExecutionStarter(_executions, FakeExecutions.MachineArn),
                new RunningExecutions(_executions, FakeExecutions.MachineArn),
                StartPacingSettings.ForOneProcess(10) with
                {
                    CountInterval = FlowNumbers.CountInterval,
                },
                new Lazy<IntakeQueue>(() => new IntakeQueue(_queues, "https://queues/intake")),
                new Lazy<PromptRejection>(() =>
                    new PromptRejection(
                        new DeadLetterSender(_queues, "https://queues/dead-letters"),
                        new NoticeTopic(_topics, "arn:alerts"),
                        new NoticeLinks(),
                        _time
                    )
                ),
                _time,
                new MetricLog(_metrics, _time)
            )
        );

    private void Occupy(int places)
    {
        for (var i = 0; i < places; i++)
        {
            _executions.Executions[$"running-{i}"] = ("{}", true, _executions.Now.AddSeconds(-4));
        }
    }

    /// <summary>Advances the clock in steps. After each step, everything that waits for it continues until it waits again.</summary>
    private async Task AdvanceAsync(TimeSpan by, Task waiting)
    {
        var end = _time.GetUtcNow() + by;
        while (true)
        {
            await Condition.BecomesTrueAsync(() => waiting.IsCompleted || _time.PendingTimers > 0);
            if (waiting.IsCompleted || _time.GetUtcNow() >= end)
            {
                _time.Advance(end - _time.GetUtcNow());
                return;
            }

            _time.Advance(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>The values of OldestPromptAge, in whole seconds.</summary>
    private int[] Ages() =>
        [
            .. _metrics
                .ToString()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement)
                .Where(line => line.TryGetProperty("OldestPromptAge", out _))
                .Select(line => (int)line.GetProperty("OldestPromptAge").GetDouble()),
        ];

    private async Task<string[]> InvokeAsync(SQSEvent.SQSMessage message) => Failed(await _function.HandleAsync(Batch(message), _lambda));

    private static string[] Failed(SQSBatchResponse response) => [.. response.BatchItemFailures.Select(failure => failure.ItemIdentifier)];

    private static SQSEvent Batch(params SQSEvent.SQSMessage[] messages) => new() { Records = [.. messages] };

    private SQSEvent.SQSMessage Numbered(int number, int receives = 1) =>
        new()
        {
            MessageId = $"m-{number}",
            ReceiptHandle = $"receipt-m-{number}",
            Body = "A croissant",
            Attributes = SystemAttributes(receives),
        };

    private Dictionary<string, string> SystemAttributes(int receives) =>
        new() { ["SentTimestamp"] = $"{_time.GetUtcNow().ToUnixTimeMilliseconds()}", ["ApproximateReceiveCount"] = $"{receives}" };

    private SQSEvent.SQSMessage Message(string body, params (string Name, string Value)[] attributes) =>
        new()
        {
            MessageId = MessageId,
            ReceiptHandle = "receipt",
            Body = body,
            Attributes = SystemAttributes(1),
            MessageAttributes = attributes.ToDictionary(
                attribute => attribute.Name,
                attribute => new SQSEvent.MessageAttribute { DataType = "String", StringValue = attribute.Value }
            ),
        };

    private static string Cause(SendMessageRequest letter) =>
        JsonDocument.Parse(letter.MessageAttributes["Failure"].StringValue).RootElement.GetProperty("Cause").GetString()!;
}
