using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues.Wire;

/// <summary>The operations of SQS on messages: send, receive, delete and visibility timeout, one by one and in batches.</summary>
internal sealed class SqsMessageOperations(QueueService queues)
{
    public async Task SendAsync(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken) =>
        SqsMessages.Write(response, await queues.SendAsync(request.FindQueue(queues).Name, SqsMessages.Read(request)));

    public async Task SendBatchAsync(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var queue = request.FindQueue(queues);
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

        batch.Write(response);
    }

    public async Task ReceiveAsync(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var queue = request.FindQueue(queues);
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

        response.WriteStartArray("Messages");
        foreach (var message in messages)
        {
            SqsMessages.Write(response, message, systemAttributes, messageAttributes);
        }

        response.WriteEndArray();
    }

    public async Task DeleteAsync(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken) =>
        ThrowIfError(await queues.DeleteAsync(request.FindQueue(queues).Name, [RequiredReceipt(request)]));

    public async Task DeleteBatchAsync(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var queue = request.FindQueue(queues);
        var batch = SqsBatch.Read(request, "DeleteMessageBatchRequestEntry");
        var handles = batch.ReadEach(RequiredReceipt);
        var errors = await queues.DeleteAsync(queue.Name, [.. handles.Select(handle => handle.Value)]);
        for (var i = 0; i < errors.Count; i++)
        {
            batch.Add(handles[i].Id, errors[i]);
        }

        batch.Write(response);
    }

    public async Task ChangeVisibilityAsync(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken) =>
        ThrowIfError(
            await queues.ChangeVisibilityAsync(request.FindQueue(queues).Name, [(RequiredReceipt(request), RequiredVisibility(request))])
        );

    public async Task ChangeVisibilityBatchAsync(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var queue = request.FindQueue(queues);
        var batch = SqsBatch.Read(request, "ChangeMessageVisibilityBatchRequestEntry");
        // In a batch the timeout is optional; the default is zero.
        var changes = batch.ReadEach(entry =>
            (
                RequiredReceipt(entry),
                Seconds(entry.Integer("VisibilityTimeout", 0, QueueLimits.MaxVisibilityTimeoutSeconds)) ?? TimeSpan.Zero
            )
        );
        var errors = await queues.ChangeVisibilityAsync(queue.Name, [.. changes.Select(change => change.Value)]);
        for (var i = 0; i < errors.Count; i++)
        {
            batch.Add(changes[i].Id, errors[i]);
        }

        batch.Write(response);
    }

    private static string RequiredReceipt(JsonElement request) => request.RequiredText("ReceiptHandle");

    private static TimeSpan RequiredVisibility(JsonElement request) =>
        TimeSpan.FromSeconds(
            request.Integer("VisibilityTimeout", 0, QueueLimits.MaxVisibilityTimeoutSeconds)
                ?? throw SqsErrors.MissingParameter("VisibilityTimeout")
        );

    private static TimeSpan? Seconds(int? seconds) => seconds is { } number ? TimeSpan.FromSeconds(number) : null;

    private static void ThrowIfError(IReadOnlyList<AwsException?> errors)
    {
        if (errors[0] is { } error)
        {
            throw error;
        }
    }
}
