using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace PromptToImage.AwsEmulator.Tests.Queues.Wire;

/// <summary>SQS through the client of AWS's SDK.</summary>
public sealed class SqsClientTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private Emulator _emulator = null!;
    private AmazonSQSClient _sqs = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await Emulator.StartAsync(new EmulatorOptions { DataFolder = _folder.Path, Port = 0 }, Cancellation);
        _sqs = new AmazonSQSClient(
            new BasicAWSCredentials("any", "thing"),
            new AmazonSQSConfig
            {
                ServiceURL = _emulator.Endpoint.ToString(),
                AuthenticationRegion = "us-east-1",
                MaxErrorRetry = 0,
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        _sqs.Dispose();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_received_message_has_its_attributes_and_the_digests_that_the_client_checks()
    {
        var url = await CreateAsync("work");
        var sent = await _sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = "A croissant \U0001F950 & <more>",
                MessageAttributes = new Dictionary<string, MessageAttributeValue>
                {
                    ["RequestId"] = new() { DataType = "String", StringValue = "order-1" },
                    ["Attempt"] = new() { DataType = "Number", StringValue = "2" },
                    ["Raw"] = new() { DataType = "Binary", BinaryValue = new MemoryStream([0, 255]) },
                },
            },
            Cancellation
        );

        var message = Assert.Single(
            (
                await _sqs.ReceiveMessageAsync(
                    new ReceiveMessageRequest
                    {
                        QueueUrl = url,
                        MessageAttributeNames = ["All"],
                        MessageSystemAttributeNames = ["All"],
                    },
                    Cancellation
                )
            ).Messages
        );

        Assert.Equal(sent.MessageId, message.MessageId);
        Assert.Equal("A croissant \U0001F950 & <more>", message.Body);
        Assert.Equal(sent.MD5OfMessageBody, message.MD5OfBody);
        Assert.Equal(sent.MD5OfMessageAttributes, message.MD5OfMessageAttributes);
        Assert.Equal("2", message.MessageAttributes["Attempt"].StringValue);
        Assert.Equal([0, 255], message.MessageAttributes["Raw"].BinaryValue.ToArray());
        Assert.Equal(
            ["ApproximateFirstReceiveTimestamp", "ApproximateReceiveCount", "SenderId", "SentTimestamp"],
            message.Attributes.Keys.Order()
        );
    }

    [Fact]
    public async Task Only_requested_attributes_are_returned()
    {
        var url = await CreateAsync("work");
        await _sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = url,
                MessageBody = "x",
                MessageAttributes = new Dictionary<string, MessageAttributeValue>
                {
                    ["trace.id"] = new() { DataType = "String", StringValue = "1" },
                    ["trace.parent"] = new() { DataType = "String", StringValue = "2" },
                    ["other"] = new() { DataType = "String", StringValue = "3" },
                },
            },
            Cancellation
        );
        var message = Assert.Single(
            (
                await _sqs.ReceiveMessageAsync(
                    new ReceiveMessageRequest
                    {
                        QueueUrl = url,
                        MessageAttributeNames = ["trace.*"],
                        MessageSystemAttributeNames = ["ApproximateReceiveCount"],
                    },
                    Cancellation
                )
            ).Messages
        );
        Assert.Equal(["trace.id", "trace.parent"], message.MessageAttributes.Keys.Order());
        Assert.Equal("1", Assert.Single(message.Attributes).Value);
    }

    [Fact]
    public async Task Each_entry_of_a_batch_succeeds_or_fails_alone()
    {
        var url = await CreateAsync("work");
        var sent = await _sqs.SendMessageBatchAsync(
            url,
            [
                new SendMessageBatchRequestEntry("good", "A croissant"),
                new SendMessageBatchRequestEntry("bad", "A control character: \u0001"),
                new SendMessageBatchRequestEntry("late", "x") { DelaySeconds = 901 },
            ],
            Cancellation
        );
        Assert.Equal("good", Assert.Single(sent.Successful).Id);
        Assert.Equal(
            [("bad", "InvalidMessageContents"), ("late", "InvalidParameterValue")],
            sent.Failed.Select(entry => (entry.Id, entry.Code))
        );

        var message = Assert.Single((await _sqs.ReceiveMessageAsync(url, Cancellation)).Messages);
        var deleted = await _sqs.DeleteMessageBatchAsync(
            url,
            [new DeleteMessageBatchRequestEntry("good", message.ReceiptHandle), new DeleteMessageBatchRequestEntry("bad", "no handle")],
            Cancellation
        );
        Assert.Equal("good", Assert.Single(deleted.Successful).Id);
        Assert.Equal("ReceiptHandleIsInvalid", Assert.Single(deleted.Failed).Code);

        var changed = await _sqs.ChangeMessageVisibilityBatchAsync(
            url,
            [new ChangeMessageVisibilityBatchRequestEntry("gone", message.ReceiptHandle) { VisibilityTimeout = 0 }],
            Cancellation
        );
        Assert.Equal("InvalidParameterValue", Assert.Single(changed.Failed).Code);
    }

    [Fact]
    public async Task Each_error_has_AWSs_code_and_status()
    {
        var url = await CreateAsync("work");
        await RejectedAsync("AWS.SimpleQueueService.NonExistentQueue", 400, () => _sqs.GetQueueUrlAsync("missing", Cancellation));
        await RejectedAsync("AWS.SimpleQueueService.NonExistentQueue", 400, () => _sqs.SendMessageAsync(url + "x", "x", Cancellation));
        await RejectedAsync("QueueAlreadyExists", 400, () => CreateAsync("work", ("DelaySeconds", "5")));
        await RejectedAsync("InvalidParameterValue", 400, () => CreateAsync("no blanks"));
        await RejectedAsync("AWS.SimpleQueueService.UnsupportedOperation", 400, () => CreateAsync("work.fifo"));
        await RejectedAsync("InvalidAttributeName", 400, () => CreateAsync("other", ("Zeal", "5")));
        await RejectedAsync("InvalidAttributeValue", 400, () => CreateAsync("other", ("DelaySeconds", "901")));
        await RejectedAsync("InvalidParameterValue", 400, () => CreateAsync("other", ("RedrivePolicy", "{}")));
        await RejectedAsync("MissingParameter", 400, () => _sqs.SendMessageAsync(url, "", Cancellation));
        await RejectedAsync(
            "InvalidParameterValue",
            400,
            () => _sqs.SendMessageAsync(url, new string('x', (1024 * 1024) + 1), Cancellation)
        );
        await RejectedAsync("InvalidMessageContents", 400, () => _sqs.SendMessageAsync(url, "\uFFFF", Cancellation));
        await RejectedAsync(
            "InvalidParameterValue",
            400,
            () => _sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, MaxNumberOfMessages = 11 }, Cancellation)
        );
        await RejectedAsync(
            "InvalidAttributeName",
            400,
            () =>
                _sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = url, MessageSystemAttributeNames = ["Zeal"] }, Cancellation)
        );
        await RejectedAsync("ReceiptHandleIsInvalid", 400, () => _sqs.DeleteMessageAsync(url, "no handle", Cancellation));
        await RejectedAsync(
            "InvalidParameterValue",
            400,
            () =>
                _sqs.SendMessageAsync(
                    new SendMessageRequest
                    {
                        QueueUrl = url,
                        MessageBody = "x",
                        MessageDeduplicationId = "id",
                    },
                    Cancellation
                )
        );
        await RejectedAsync("MissingParameter", 400, () => _sqs.TagQueueAsync(new TagQueueRequest { QueueUrl = url, Tags = [] }, Cancellation));
        await RejectedAsync(
            "InvalidParameterValue",
            400,
            () => _sqs.UntagQueueAsync(new UntagQueueRequest { QueueUrl = url, TagKeys = [] }, Cancellation)
        );
        await RejectedAsync("AWS.SimpleQueueService.EmptyBatchRequest", 400, () => SendBatchAsync(url));
        await RejectedAsync("AWS.SimpleQueueService.BatchEntryIdsNotDistinct", 400, () => SendBatchAsync(url, ("a", "1"), ("a", "2")));
        await RejectedAsync("AWS.SimpleQueueService.InvalidBatchEntryId", 400, () => SendBatchAsync(url, ("a b", "1")));
        await RejectedAsync(
            "AWS.SimpleQueueService.BatchRequestTooLong",
            400,
            () => SendBatchAsync(url, ("a", new('x', 600_000)), ("b", new('x', 600_000)))
        );
        await RejectedAsync(
            "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
            400,
            () => SendBatchAsync(url, [.. Enumerable.Range(0, 11).Select(i => ($"{i}", "x"))])
        );
        await _sqs.PurgeQueueAsync(url, Cancellation);
        await RejectedAsync("AWS.SimpleQueueService.PurgeQueueInProgress", 403, () => _sqs.PurgeQueueAsync(url, Cancellation));
        await RejectedAsync("ResourceNotFoundException", 404, () => MoveAsync("arn:aws:sqs:us-east-1:000000000000:missing"));
        await RejectedAsync("InvalidParameterValue", 400, () => MoveAsync("arn:aws:sqs:us-east-1:000000000000:work"));
    }

    [Fact]
    public async Task Queues_are_listed_by_prefix_and_in_pages()
    {
        foreach (var name in new[] { "a-1", "a-2", "a-3", "b" })
        {
            await CreateAsync(name);
        }

        Assert.Equal(4, (await _sqs.ListQueuesAsync(new ListQueuesRequest(), Cancellation)).QueueUrls.Count);
        var first = await _sqs.ListQueuesAsync(new ListQueuesRequest { QueueNamePrefix = "a", MaxResults = 2 }, Cancellation);
        var second = await _sqs.ListQueuesAsync(
            new ListQueuesRequest
            {
                QueueNamePrefix = "a",
                MaxResults = 2,
                NextToken = first.NextToken,
            },
            Cancellation
        );
        Assert.Equal(["a-1", "a-2"], first.QueueUrls.Select(url => url[(url.LastIndexOf('/') + 1)..]));
        Assert.EndsWith("/000000000000/a-3", Assert.Single(second.QueueUrls), StringComparison.Ordinal);
        Assert.Null(second.NextToken);
    }

    [Fact]
    public async Task Attributes_are_returned_with_the_message_counts()
    {
        var url = await CreateAsync("work", ("VisibilityTimeout", "60"));
        await _sqs.SetQueueAttributesAsync(url, new Dictionary<string, string> { ["DelaySeconds"] = "1" }, Cancellation);
        await _sqs.SendMessageAsync(url, "x", Cancellation);
        var attributes = (await _sqs.GetQueueAttributesAsync(url, ["All"], Cancellation)).Attributes;
        Assert.Equal("60", attributes["VisibilityTimeout"]);
        Assert.Equal("1", attributes["DelaySeconds"]);
        Assert.Equal("1", attributes["ApproximateNumberOfMessagesDelayed"]);
        Assert.Equal("arn:aws:sqs:us-east-1:000000000000:work", attributes["QueueArn"]);
        Assert.Equal(["QueueArn"], (await _sqs.GetQueueAttributesAsync(url, ["QueueArn"], Cancellation)).Attributes.Keys);
    }

    [Fact]
    public async Task A_message_move_task_moves_dead_letters_to_the_named_queue()
    {
        var (work, dead) = await CreateWithDeadLettersAsync();
        for (var i = 0; i < 25; i++)
        {
            await _sqs.SendMessageAsync(dead, $"{i}", Cancellation);
        }

        await MoveAsync(ArnFor("dead"), ArnFor("work"));
        var task = await EndedAsync(ArnFor("dead"));
        Assert.Equal(("COMPLETED", 25, 25), (task.Status, task.ApproximateNumberOfMessagesMoved, task.ApproximateNumberOfMessagesToMove));
        Assert.Equal(
            "25",
            (await _sqs.GetQueueAttributesAsync(work, ["ApproximateNumberOfMessages"], Cancellation)).Attributes.Values.Single()
        );
    }

    [Fact]
    public async Task Without_a_destination_only_messages_of_a_redrive_policy_can_be_moved_back()
    {
        var (work, dead) = await CreateWithDeadLettersAsync();
        await _sqs.SendMessageAsync(work, "moved by the policy", Cancellation);
        await _sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = work, VisibilityTimeout = 0 }, Cancellation);
        Assert.Null((await _sqs.ReceiveMessageAsync(work, Cancellation)).Messages);
        await MoveAsync(ArnFor("dead"));
        Assert.Equal("COMPLETED", (await EndedAsync(ArnFor("dead"))).Status);
        Assert.Equal("moved by the policy", Assert.Single((await _sqs.ReceiveMessageAsync(work, Cancellation)).Messages).Body);

        await _sqs.SendMessageAsync(dead, "sent there", Cancellation);
        await MoveAsync(ArnFor("dead"));
        var failed = await EndedAsync(ArnFor("dead"));
        Assert.Equal(("FAILED", "CouldNotDetermineMessageSource"), (failed.Status, failed.FailureReason));
    }

    private static string ArnFor(string queue) => $"arn:aws:sqs:us-east-1:000000000000:{queue}";

    private static async Task RejectedAsync(string code, int status, Func<Task> call)
    {
        var exception = await Assert.ThrowsAnyAsync<AmazonSQSException>(call);
        Assert.Equal((code, status), (exception.ErrorCode, (int)exception.StatusCode));
    }

    private async Task<string> CreateAsync(string name, params (string Name, string Value)[] attributes) =>
        (
            await _sqs.CreateQueueAsync(
                new CreateQueueRequest { QueueName = name, Attributes = attributes.ToDictionary(pair => pair.Name, pair => pair.Value) },
                Cancellation
            )
        ).QueueUrl;

    private async Task<(string Work, string Dead)> CreateWithDeadLettersAsync()
    {
        var dead = await CreateAsync("dead");
        return (
            await CreateAsync("work", ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{ArnFor("dead")}}","maxReceiveCount":1}""")),
            dead
        );
    }

    private Task<SendMessageBatchResponse> SendBatchAsync(string url, params (string Id, string Body)[] entries) =>
        _sqs.SendMessageBatchAsync(url, [.. entries.Select(entry => new SendMessageBatchRequestEntry(entry.Id, entry.Body))], Cancellation);

    private Task<StartMessageMoveTaskResponse> MoveAsync(string source, string? destination = null) =>
        _sqs.StartMessageMoveTaskAsync(new StartMessageMoveTaskRequest { SourceArn = source, DestinationArn = destination }, Cancellation);

    private async Task<ListMessageMoveTasksResultEntry> EndedAsync(string source)
    {
        while (true)
        {
            var tasks = await _sqs.ListMessageMoveTasksAsync(new ListMessageMoveTasksRequest { SourceArn = source }, Cancellation);
            if (tasks.Results[0].Status != "RUNNING")
            {
                return tasks.Results[0];
            }
        }
    }
}
