using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues.Wire;

/// <summary>
/// The operations of SQS in their JSON form, for both protocols,
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html.
/// </summary>
internal sealed class SqsOperations(QueueService queues, Func<Uri> endpoint)
{
    public IReadOnlyDictionary<string, JsonOperationHandler> All =>
        new Dictionary<string, JsonOperationHandler>(StringComparer.Ordinal)
        {
            ["CreateQueue"] = CreateQueueAsync,
            ["DeleteQueue"] = (request, _, _) => queues.Directory.DeleteAsync(QueueOf(request)),
            ["GetQueueUrl"] = GetQueueUrl,
            ["ListQueues"] = ListQueues,
            ["GetQueueAttributes"] = GetQueueAttributes,
            ["SetQueueAttributes"] = SetQueueAttributesAsync,
            ["PurgeQueue"] = (request, _, _) => queues.Directory.PurgeAsync(QueueOf(request)),
            ["SendMessage"] = SendMessageAsync,
            ["SendMessageBatch"] = SendMessageBatchAsync,
            ["ReceiveMessage"] = ReceiveMessageAsync,
            ["DeleteMessage"] = DeleteMessageAsync,
            ["DeleteMessageBatch"] = DeleteMessageBatchAsync,
            ["ChangeMessageVisibility"] = ChangeMessageVisibilityAsync,
            ["ChangeMessageVisibilityBatch"] = ChangeMessageVisibilityBatchAsync,
            ["ListDeadLetterSourceQueues"] = ListDeadLetterSourceQueues,
            ["StartMessageMoveTask"] = StartMessageMoveTaskAsync,
            ["ListMessageMoveTasks"] = ListMessageMoveTasks,
            ["CancelMessageMoveTask"] = CancelMessageMoveTaskAsync,
            ["TagQueue"] = TagQueueAsync,
            ["UntagQueue"] = UntagQueueAsync,
            ["ListQueueTags"] = ListQueueTags,
        };

    private static string RequiredReceipt(JsonElement request) => request.RequiredText("ReceiptHandle");

    private static TimeSpan RequiredVisibility(JsonElement request) =>
        TimeSpan.FromSeconds(
            request.Integer("VisibilityTimeout", 0, QueueLimits.MaxVisibilityTimeoutSeconds)
                ?? throw SqsErrors.MissingParameter("VisibilityTimeout")
        );

    private static void ThrowIfError(IReadOnlyList<AwsException?> errors)
    {
        if (errors[0] is { } error)
        {
            throw error;
        }
    }

    private Queue QueueOf(JsonElement request) => queues.Directory.Get(QueueService.NameFrom(request.RequiredText("QueueUrl")));

    private string UrlFor(Queue queue) => QueueService.UrlFor(endpoint(), queue.Name);

    private async Task CreateQueueAsync(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        // The JSON protocol renamed this member. SDKs send either name.
        var tags = request.TextMap("tags") is { Count: > 0 } lower ? lower : request.TextMap("Tags");
        var queue = await queues.Directory.CreateAsync(request.RequiredText("QueueName"), request.TextMap("Attributes"), tags);
        answer.WriteString("QueueUrl", UrlFor(queue));
    }

    private Task GetQueueUrl(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        if (request.Text("QueueOwnerAWSAccountId") is { } owner && owner != AwsAccount.Id)
        {
            throw SqsErrors.QueueDoesNotExist();
        }

        answer.WriteString("QueueUrl", UrlFor(queues.Directory.Get(request.RequiredText("QueueName"))));
        return Task.CompletedTask;
    }

    private Task ListQueues(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var prefix = request.Text("QueueNamePrefix") ?? "";
        WriteUrls(
            request,
            answer,
            "QueueUrls",
            queues.Directory.All.Where(queue => queue.Name.StartsWith(prefix, StringComparison.Ordinal))
        );
        return Task.CompletedTask;
    }

    private Task ListDeadLetterSourceQueues(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        // The only member of SQS that starts with a lower-case letter.
        WriteUrls(request, answer, "queueUrls", queues.Directory.DeadLetterSourcesOf(QueueOf(request)));
        return Task.CompletedTask;
    }

    private void WriteUrls(JsonElement request, Utf8JsonWriter answer, string member, IEnumerable<Queue> found)
    {
        const int LargestPage = 1000;
        var max = request.Integer("MaxResults", 1, LargestPage);
        var after = request.Text("NextToken") is { Length: > 0 } token ? ReadToken(token) : "";
        var rest = found.Where(queue => string.CompareOrdinal(queue.Name, after) > 0).Take((max ?? LargestPage) + 1).ToList();
        var page = rest.Take(max ?? LargestPage).ToList();
        answer.WriteStartArray(member);
        foreach (var queue in page)
        {
            answer.WriteStringValue(UrlFor(queue));
        }

        answer.WriteEndArray();
        if (rest.Count > page.Count && max is not null)
        {
            answer.WriteString("NextToken", Convert.ToBase64String(Encoding.UTF8.GetBytes(page[^1].Name)));
        }
    }

    private static string ReadToken(string token)
    {
        Span<byte> bytes = stackalloc byte[256];
        return token.Length < 256 && Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes[..length])
            : throw SqsErrors.InvalidParameterValue("Invalid or expired next token.");
    }

    private Task GetQueueAttributes(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var queue = QueueOf(request);
        var names = request.Texts("AttributeNames");
        if (names.Count == 0)
        {
            return Task.CompletedTask;
        }

        var counts = new Lazy<QueueCounts>(() => queues.Count(queue.Name));
        var computed = new Dictionary<string, Func<long>>(StringComparer.Ordinal)
        {
            ["ApproximateNumberOfMessages"] = () => counts.Value.Visible,
            ["ApproximateNumberOfMessagesNotVisible"] = () => counts.Value.InFlight,
            ["ApproximateNumberOfMessagesDelayed"] = () => counts.Value.Delayed,
            ["CreatedTimestamp"] = () => queue.CreatedAt.ToUnixTimeSeconds(),
            ["LastModifiedTimestamp"] = () => queue.ModifiedAt.ToUnixTimeSeconds(),
        };
        var isAll = names.Contains("All");
        foreach (var name in names)
        {
            if (
                name is not ("All" or "QueueArn" or "FifoQueue" or "ContentBasedDeduplication")
                && !computed.ContainsKey(name)
                && !QueueAttributes.CanBeSet(name)
            )
            {
                throw SqsErrors.InvalidAttributeName(name);
            }
        }

        answer.WriteStartObject("Attributes");
        if (isAll || names.Contains("QueueArn"))
        {
            answer.WriteString("QueueArn", queue.Arn);
        }

        foreach (var (name, value) in computed)
        {
            if (isAll || names.Contains(name))
            {
                answer.WriteString(name, value().ToString(CultureInfo.InvariantCulture));
            }
        }

        foreach (var (name, value) in queue.Attributes.Values)
        {
            if (isAll || names.Contains(name))
            {
                answer.WriteString(name, value);
            }
        }

        answer.WriteEndObject();
        return Task.CompletedTask;
    }

    private Task SetQueueAttributesAsync(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken) =>
        queues.Directory.SetAttributesAsync(QueueOf(request), request.TextMap("Attributes"));

    private async Task SendMessageAsync(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken) =>
        SqsMessages.Write(answer, await queues.SendAsync(QueueOf(request).Name, SqsMessages.Read(request)));

    private async Task SendMessageBatchAsync(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var queue = QueueOf(request);
        var batch = SqsBatch.Read(request, "SendMessageBatchRequestEntry");
        long size = 0;
        var messages = batch.ReadEach(entry =>
        {
            var message = SqsMessages.Read(entry);
            size += MessageRules.GetSize(message);
            MessageRules.Check(message, queue.Settings);
            return message;
        });
        if (size > QueueLimits.MaxMessageBytes)
        {
            throw SqsErrors.BatchRequestTooLong(size);
        }

        if (messages.Count > 0)
        {
            var sent = await queues.SendAsync(queue.Name, [.. messages.Select(message => message.Value)]);
            for (var i = 0; i < sent.Count; i++)
            {
                batch.Add(messages[i].Id, sent[i]);
            }
        }

        batch.Write(answer);
    }

    private async Task ReceiveMessageAsync(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var queue = QueueOf(request);
        var systemAttributes = request.Texts("MessageSystemAttributeNames").Concat(request.Texts("AttributeNames")).ToList();
        var messageAttributes = request.Texts("MessageAttributeNames");
        SqsMessages.CheckSystemAttributeNames(systemAttributes);
        var messages = await queues.ReceiveAsync(
            queue.Name,
            new ReceiveRequest
            {
                MaxMessages = request.Integer("MaxNumberOfMessages", 1, QueueLimits.MaxBatchSize) ?? 1,
                VisibilityTimeout = Seconds(request.Integer("VisibilityTimeout", 0, QueueLimits.MaxVisibilityTimeoutSeconds)),
                Wait = Seconds(request.Integer("WaitTimeSeconds", 0, QueueLimits.MaxWaitSeconds)),
            },
            cancellationToken
        );
        if (messages.Count == 0)
        {
            return;
        }

        answer.WriteStartArray("Messages");
        foreach (var message in messages)
        {
            SqsMessages.Write(answer, message, systemAttributes, messageAttributes);
        }

        answer.WriteEndArray();
    }

    private async Task DeleteMessageAsync(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken) =>
        ThrowIfError(await queues.DeleteAsync(QueueOf(request).Name, [RequiredReceipt(request)]));

    private async Task DeleteMessageBatchAsync(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var queue = QueueOf(request);
        var batch = SqsBatch.Read(request, "DeleteMessageBatchRequestEntry");
        var handles = batch.ReadEach(RequiredReceipt);
        var errors = await queues.DeleteAsync(queue.Name, [.. handles.Select(handle => handle.Value)]);
        for (var i = 0; i < errors.Count; i++)
        {
            batch.Add(handles[i].Id, errors[i]);
        }

        batch.Write(answer);
    }

    private async Task ChangeMessageVisibilityAsync(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken) =>
        ThrowIfError(await queues.ChangeVisibilityAsync(QueueOf(request).Name, [(RequiredReceipt(request), RequiredVisibility(request))]));

    private async Task ChangeMessageVisibilityBatchAsync(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var queue = QueueOf(request);
        var batch = SqsBatch.Read(request, "ChangeMessageVisibilityBatchRequestEntry");
        // In a batch the timeout is optional; the default is zero.
        var changes = batch.ReadEach(entry =>
            (RequiredReceipt(entry), Seconds(entry.Integer("VisibilityTimeout", 0, QueueLimits.MaxVisibilityTimeoutSeconds)) ?? TimeSpan.Zero)
        );
        var errors = await queues.ChangeVisibilityAsync(queue.Name, [.. changes.Select(change => change.Value)]);
        for (var i = 0; i < errors.Count; i++)
        {
            batch.Add(changes[i].Id, errors[i]);
        }

        batch.Write(answer);
    }

    private async Task StartMessageMoveTaskAsync(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken) =>
        answer.WriteString(
            "TaskHandle",
            await queues.Mover.StartTaskAsync(
                request.RequiredText("SourceArn"),
                request.Text("DestinationArn"),
                request.Integer("MaxNumberOfMessagesPerSecond")
            )
        );

    private Task ListMessageMoveTasks(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        answer.WriteStartArray("Results");
        foreach (var task in queues.Mover.List(request.RequiredText("SourceArn"), request.Integer("MaxResults", 1, 10) ?? 1))
        {
            answer.WriteStartObject();
            // As on AWS, only a running task has a handle, which cancels it.
            if (task.Status == MessageMoveTaskStatus.Running)
            {
                answer.WriteString("TaskHandle", task.Handle);
            }

            answer.WriteString("Status", task.Status.ToString().ToUpperInvariant());
            answer.WriteString("SourceArn", task.SourceArn);
            if (task.DestinationArn is not null)
            {
                answer.WriteString("DestinationArn", task.DestinationArn);
            }

            if (task.Rate is { } rate)
            {
                answer.WriteNumber("MaxNumberOfMessagesPerSecond", rate);
            }

            answer.WriteNumber("ApproximateNumberOfMessagesMoved", task.Moved);
            answer.WriteNumber("ApproximateNumberOfMessagesToMove", task.ToMove);
            if (task.FailureReason is not null)
            {
                answer.WriteString("FailureReason", task.FailureReason);
            }

            answer.WriteNumber("StartedTimestamp", task.StartedAt.ToUnixTimeMilliseconds());
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
        return Task.CompletedTask;
    }

    private async Task CancelMessageMoveTaskAsync(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken) =>
        answer.WriteNumber("ApproximateNumberOfMessagesMoved", await queues.Mover.CancelAsync(request.RequiredText("TaskHandle")));

    private Task TagQueueAsync(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var tags = request.TextMap("Tags");
        return queues.Directory.SetTagsAsync(QueueOf(request), before => before.SetItems(tags));
    }

    private Task UntagQueueAsync(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var keys = request.Texts("TagKeys");
        return queues.Directory.SetTagsAsync(QueueOf(request), before => before.RemoveRange(keys));
    }

    private Task ListQueueTags(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var tags = QueueOf(request).Tags;
        if (tags.Count == 0)
        {
            return Task.CompletedTask;
        }

        answer.WriteStartObject("Tags");
        foreach (var (key, value) in tags)
        {
            answer.WriteString(key, value);
        }

        answer.WriteEndObject();
        return Task.CompletedTask;
    }

    private static TimeSpan? Seconds(int? seconds) => seconds is { } number ? TimeSpan.FromSeconds(number) : null;
}
