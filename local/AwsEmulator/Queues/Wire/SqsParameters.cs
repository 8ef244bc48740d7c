using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Queues.Wire;

/// <summary>The parameters of SQS's operations that are offered, in both protocols.</summary>
internal static class SqsParameters
{
    private static readonly Dictionary<string, string> Operations = new()
    {
        // The JSON protocol renamed Tags. SDKs send either name.
        ["CreateQueue"] = "QueueName Attributes.* tags.* Tags.*",
        ["DeleteQueue"] = "QueueUrl",
        ["GetQueueUrl"] = "QueueName QueueOwnerAWSAccountId",
        ["ListQueues"] = "QueueNamePrefix MaxResults NextToken",
        ["GetQueueAttributes"] = "QueueUrl AttributeNames",
        ["SetQueueAttributes"] = "QueueUrl Attributes.*",
        ["PurgeQueue"] = "QueueUrl",
        ["SendMessage"] = "QueueUrl " + Message(""),
        ["SendMessageBatch"] = "QueueUrl Entries.Id " + Message("Entries."),
        ["ReceiveMessage"] =
            "QueueUrl AttributeNames MessageSystemAttributeNames MessageAttributeNames MaxNumberOfMessages VisibilityTimeout "
            + "WaitTimeSeconds",
        ["DeleteMessage"] = "QueueUrl ReceiptHandle",
        ["DeleteMessageBatch"] = "QueueUrl Entries.Id Entries.ReceiptHandle",
        ["ChangeMessageVisibility"] = "QueueUrl ReceiptHandle VisibilityTimeout",
        ["ChangeMessageVisibilityBatch"] = "QueueUrl Entries.Id Entries.ReceiptHandle Entries.VisibilityTimeout",
        ["ListDeadLetterSourceQueues"] = "QueueUrl MaxResults NextToken",
        ["StartMessageMoveTask"] = "SourceArn DestinationArn MaxNumberOfMessagesPerSecond",
        ["ListMessageMoveTasks"] = "SourceArn MaxResults",
        ["CancelMessageMoveTask"] = "TaskHandle",
        ["TagQueue"] = "QueueUrl Tags.*",
        ["UntagQueue"] = "QueueUrl TagKeys",
        ["ListQueueTags"] = "QueueUrl",
    };

    public static readonly OfferedParameters Json = new(Operations);

    /// <summary>The same parameters with their names in a form.</summary>
    public static readonly OfferedParameters Forms = new(
        Operations.ToDictionary(
            pair => pair.Key,
            pair => string.Join(' ', pair.Value.Split(' ').SelectMany(parameter => SqsQueryAdapter.FormNames(pair.Key, parameter)))
        ),
        // Old clients send the queue's path, and its URL to operations that do not need it.
        common: QueryProtocol.CommonParameters + " QueueUrl"
    );

    private static string Message(string prefix) =>
        string.Join(
            ' ',
            ((string[])
                [
                    "MessageBody",
                    "DelaySeconds",
                    "MessageDeduplicationId",
                    "MessageAttributes.*.DataType",
                    "MessageAttributes.*.StringValue",
                    "MessageAttributes.*.BinaryValue",
                    "MessageSystemAttributes.AWSTraceHeader.DataType",
                    "MessageSystemAttributes.AWSTraceHeader.StringValue",
                ]
            ).Select(name => prefix + name)
        );
}
