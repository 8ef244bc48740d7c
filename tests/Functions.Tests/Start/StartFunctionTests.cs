using System.Text;
using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using Amazon.SQS.Model;
using Amazon.StepFunctions.Model;
using PromptToImage.Contracts;
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
    private readonly ManualTime _time = new();
    private readonly StringWriter _metrics = new();
    private readonly TestContextOfLambda _lambda = new();
    private readonly StartFunction _function;

    public StartFunctionTests() => _function = Make();

    [Fact]
    public async Task A_plain_prompt_is_started_under_its_messages_id()
    {
        Assert.Empty(await TakeAsync(Message("Me on top of a \"pyramid\" 😀")));
        Assert.Equal(
            $$"""{"id":"{{MessageId}}","attempt":1,"message":"Me on top of a \"pyramid\" 😀"}""",
            _executions.Executions[MessageId].Input
        );
    }

    [Fact]
    public async Task A_prompt_with_an_id_is_started_under_it()
    {
        Assert.Empty(await TakeAsync(Message("""{"prompt":"A croissant","id":"order-1"}""")));
        Assert.Equal(["order-1"], _executions.Started);
    }

    [Fact]
    public async Task A_redriven_dead_letter_is_the_next_attempt_of_its_id()
    {
        Assert.Empty(await TakeAsync(Message("A croissant", ("RequestId", "order-1"), ("Attempt", "3"))));
        Assert.Equal("""{"id":"order-1","attempt":3,"message":"A croissant"}""", _executions.Executions["order-1-r3"].Input);
    }

    [Theory]
    [InlineData("""{"prompt": """)]
    [InlineData("""{"prompt":"x","id":"no such id"}""")]
    [InlineData("""{"prompt":"x","id":"a","id":"b"}""")]
    [InlineData("""{"prompt":"\ud800"}""")]
    public async Task A_message_that_breaks_the_rules_is_started_all_the_same_so_that_validation_tells_all(string body)
    {
        Assert.Empty(await TakeAsync(Message(body)));
        Assert.Equal([MessageId], _executions.Started);
        Assert.Empty(_queues.Sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_delivered_twice_makes_one_execution(bool stillRunning)
    {
        await TakeAsync(Message("A croissant"));
        (var input, _, var start) = _executions.Executions[MessageId];
        _executions.Executions[MessageId] = (input, stillRunning, start);
        Assert.Empty(await TakeAsync(Message("A croissant")));
        Assert.Equal([MessageId], _executions.Started);
        Assert.Empty(_queues.Sent);
    }

    [Fact]
    public async Task The_same_input_escaped_otherwise_is_the_same_prompt()
    {
        _executions.Executions["order-1"] = (
            """{ "id": "order-1", "attempt": 1, "message": "{\u0022prompt\u0022:\u0022x\u0022,\u0022id\u0022:\u0022order-1\u0022}" }""",
            false,
            _executions.Now
        );
        Assert.Empty(await TakeAsync(Message("""{"prompt":"x","id":"order-1"}""")));
        Assert.Empty(_queues.Sent);
    }

    [Fact]
    public async Task A_second_prompt_that_claims_an_id_is_dead_lettered_and_told_of()
    {
        await TakeAsync(Message("""{"prompt":"first","id":"order-1"}"""));
        const string Second = """{"prompt":"second","id":"order-1"}""";
        Assert.Empty(await TakeAsync(Message(Second)));
        var letter = Assert.Single(_queues.Sent);
        Assert.Equal("https://queues/dead-letters", letter.QueueUrl);
        Assert.Equal(Second, letter.MessageBody);
        Assert.Equal("order-1", letter.MessageAttributes["RequestId"].StringValue);
        Assert.Equal("1", letter.MessageAttributes["Attempt"].StringValue);
        Assert.Equal("Number", letter.MessageAttributes["Attempt"].DataType);
        Assert.Equal("RequestIdConflict", letter.MessageAttributes["Error"].StringValue);
        Assert.DoesNotContain("ExecutionArn", letter.MessageAttributes.Keys);
        Assert.Equal("Prompt order-1: id used by another prompt", Assert.Single(_topics.Published).Subject);
    }

    [Theory]
    [InlineData(163_840, true)]
    [InlineData(163_841, false)]
    public async Task A_message_is_too_large_by_its_bytes_as_an_input(int bytes, bool fits)
    {
        var around = Encoding.UTF8.GetByteCount(ExecutionInputText.Build(MessageId, 1, ""));
        // Each quote is two bytes in the input; an odd rest is filled up.
        var room = bytes - around;
        var body = new string('"', room / 2) + new string('x', room % 2);
        Assert.Empty(await TakeAsync(Message(body)));
        Assert.Equal(fits ? 1 : 0, _executions.Started.Count);
        if (!fits)
        {
            var letter = Assert.Single(_queues.Sent);
            Assert.Equal(body, letter.MessageBody);
            Assert.Equal("MessageTooLarge", letter.MessageAttributes["Error"].StringValue);
            Assert.Contains("1 more than the 163,840", letter.MessageAttributes["Failure"].StringValue, StringComparison.Ordinal);
            Assert.Equal($"Prompt {MessageId}: message too large", Assert.Single(_topics.Published).Subject);
        }
    }

    [Theory]
    [InlineData("RequestId", "no id", "The message attribute RequestId is 'no id'")]
    [InlineData("Attempt", "0", "The message attribute Attempt is '0'")]
    [InlineData("Attempt", "second", "The message attribute Attempt is 'second'")]
    public async Task Attributes_that_make_no_sense_dead_letter_the_message(string attribute, string value, string cause)
    {
        Assert.Empty(await TakeAsync(Message("A croissant", (attribute, value))));
        Assert.Empty(_executions.Started);
        var letter = Assert.Single(_queues.Sent);
        Assert.Equal("InvalidPromptException", letter.MessageAttributes["Error"].StringValue);
        Assert.StartsWith(cause, Cause(letter), StringComparison.Ordinal);
        Assert.Single(_topics.Published);
    }

    [Fact]
    public async Task A_body_that_no_queue_could_have_held_is_dead_lettered_too()
    {
        Assert.Empty(await TakeAsync(Message("half \ud83d")));
        Assert.Equal("InvalidPromptException", Assert.Single(_queues.Sent).MessageAttributes["Error"].StringValue);
    }

    [Fact]
    public async Task An_input_that_Step_Functions_refuses_is_dead_lettered_and_not_tried_for_a_week()
    {
        _executions.StartingFails = _ => new InvalidExecutionInputException("not like this");
        Assert.Empty(await TakeAsync(Message("A croissant")));
        Assert.Equal("InvalidPromptException", Assert.Single(_queues.Sent).MessageAttributes["Error"].StringValue);
    }

    [Fact]
    public async Task A_dead_letter_that_cannot_be_sent_sends_its_message_back()
    {
        _queues.SendingFails = new HttpRequestException("no route");
        Assert.Equal([MessageId], await TakeAsync(Message("A croissant", ("Attempt", "x"))));
        Assert.Empty(_topics.Published);
    }

    [Fact]
    public async Task A_notice_that_cannot_be_published_does_not_dead_letter_twice()
    {
        _topics.PublishingFails = new HttpRequestException("no route");
        Assert.Empty(await TakeAsync(Message("A croissant", ("Attempt", "x"))));
        Assert.Single(_queues.Sent);
    }

    [Fact]
    public async Task One_bad_message_never_fails_its_batch()
    {
        _executions.StartingFails = name => name == "m-2" ? new HttpRequestException("no route") : null;
        var batch = Batch(Numbered(1), Numbered(2), Numbered(3));
        Assert.Equal(["m-2"], Failed(await _function.HandleAsync(batch, _lambda)));
        Assert.Equal(["m-1", "m-3"], _executions.Started);
    }

    [Fact]
    public async Task What_finds_no_room_goes_back_hidden_and_the_oldest_are_started()
    {
        Occupy(7);
        _queues.Length = (990, 5, 5);
        var batch = Batch([.. Enumerable.Range(1, 10).Select(i => Numbered(i, sentAt: 1_000 - i))]);
        var back = Failed(await _function.HandleAsync(batch, _lambda));
        Assert.Equal(["m-10", "m-9", "m-8"], _executions.Started);
        Assert.Equal(["m-7", "m-6", "m-5", "m-4", "m-3", "m-2", "m-1"], back);
        Assert.Equal(back.Select(id => $"receipt-{id}"), _queues.Hidden.Select(hidden => hidden.ReceiptHandle));
        Assert.All(_queues.Hidden, hidden => Assert.InRange(hidden.Seconds, 1, 400));
        Assert.Contains("\"PromptsDeferred\":7", _metrics.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_count_cannot_be_had_nothing_is_started()
    {
        _executions.CountingFails = new HttpRequestException("no route");
        Assert.Equal(["m-1", "m-2"], Failed(await _function.HandleAsync(Batch(Numbered(1), Numbered(2)), _lambda)));
        Assert.Empty(_executions.Started);
        Assert.Empty(_queues.Hidden);
    }

    [Fact]
    public async Task When_the_backlog_cannot_be_had_the_rest_goes_back_for_the_queues_own_time()
    {
        Occupy(9);
        _queues.CountingFails = new HttpRequestException("no route");
        Assert.Equal(["m-2"], Failed(await _function.HandleAsync(Batch(Numbered(1), Numbered(2)), _lambda)));
        Assert.Equal(["m-1"], _executions.Started);
        Assert.Empty(_queues.Hidden);
    }

    [Fact]
    public async Task When_messages_cannot_be_hidden_they_go_back_all_the_same()
    {
        Occupy(10);
        _queues.HidingFails = new HttpRequestException("no route");
        Assert.Equal(["m-1", "m-2"], Failed(await _function.HandleAsync(Batch(Numbered(1), Numbered(2)), _lambda)));
    }

    [Fact]
    public async Task Batches_at_once_in_one_process_never_exceed_the_limit_together()
    {
        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(batch =>
                    Task.Run(() =>
                        _function.HandleAsync(Batch([.. Enumerable.Range(0, 10).Select(i => Numbered((batch * 10) + i))]), _lambda)
                    )
                )
        );
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
        _executions.CountingFails = new HttpRequestException("so that it goes back");
        SourceGeneratorLambdaJsonSerializer<StartJson> serializer = new();
        using MemoryStream input = new(Encoding.UTF8.GetBytes(Event));
        var read = serializer.Deserialize<SQSEvent>(input);
        Assert.Equal("order-1-r2", Name(read.Records[0]));
        using MemoryStream output = new();
        serializer.Serialize(await _function.HandleAsync(read, _lambda), output);
        Assert.Equal(
            """{"batchItemFailures":[{"itemIdentifier":"059f36b4-87a3-44ab-83d2-661975830a7d"}]}""",
            Encoding.UTF8.GetString(output.ToArray())
        );
    }

    [Fact]
    public async Task Prompts_are_not_logged()
    {
        Occupy(9);
        await TakeAsync(Message("a secret"), Message("a secret"));
        await TakeAsync(Message("a secret", ("Attempt", "x")));
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
                new ExecutionCount(_executions, FakeExecutions.MachineArn, 10, _time),
                new Lazy<IntakeQueue>(() => new IntakeQueue(_queues, "https://queues/intake")),
                new Lazy<PromptRejection>(() =>
                    new PromptRejection(
                        new DeadLetterSender(_queues, "https://queues/dead-letters"),
                        new NoticeTopic(_topics, "arn:alerts"),
                        new NoticeLinks(),
                        _time
                    )
                ),
                new Random(1),
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

    private async Task<string[]> TakeAsync(params SQSEvent.SQSMessage[] messages) =>
        Failed(await _function.HandleAsync(Batch(messages), _lambda));

    private static string[] Failed(SQSBatchResponse response) => [.. response.BatchItemFailures.Select(failure => failure.ItemIdentifier)];

    private static SQSEvent Batch(params SQSEvent.SQSMessage[] messages) => new() { Records = [.. messages] };

    private static SQSEvent.SQSMessage Numbered(int number, long sentAt = 1) =>
        new()
        {
            MessageId = $"m-{number}",
            ReceiptHandle = $"receipt-m-{number}",
            Body = "A croissant",
            Attributes = new Dictionary<string, string> { ["SentTimestamp"] = $"{sentAt}" },
        };

    private static SQSEvent.SQSMessage Message(string body, params (string Name, string Value)[] attributes) =>
        new()
        {
            MessageId = MessageId,
            ReceiptHandle = "receipt",
            Body = body,
            MessageAttributes = attributes.ToDictionary(
                attribute => attribute.Name,
                attribute => new SQSEvent.MessageAttribute { DataType = "String", StringValue = attribute.Value }
            ),
        };

    private static string Cause(SendMessageRequest letter) =>
        JsonDocument.Parse(letter.MessageAttributes["Failure"].StringValue).RootElement.GetProperty("Cause").GetString()!;
}
