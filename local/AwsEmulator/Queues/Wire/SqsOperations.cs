using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Queues.Wire;

/// <summary>
/// The operations of SQS in their JSON form, for both protocols,
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html.
/// </summary>
internal sealed class SqsOperations(QueueService queues, Func<Uri> endpoint)
{
    private readonly SqsQueueOperations _queues = new(queues, endpoint);
    private readonly SqsMessageOperations _messages = new(queues);
    private readonly SqsMoveTaskOperations _moveTasks = new(queues);

    public IReadOnlyDictionary<string, JsonOperationHandler> All =>
        new Dictionary<string, JsonOperationHandler>(StringComparer.Ordinal)
        {
            ["CreateQueue"] = _queues.CreateAsync,
            ["DeleteQueue"] = _queues.DeleteAsync,
            ["GetQueueUrl"] = _queues.GetUrl,
            ["ListQueues"] = _queues.List,
            ["GetQueueAttributes"] = _queues.GetAttributes,
            ["SetQueueAttributes"] = _queues.SetAttributesAsync,
            ["PurgeQueue"] = _queues.PurgeAsync,
            ["SendMessage"] = _messages.SendAsync,
            ["SendMessageBatch"] = _messages.SendBatchAsync,
            ["ReceiveMessage"] = _messages.ReceiveAsync,
            ["DeleteMessage"] = _messages.DeleteAsync,
            ["DeleteMessageBatch"] = _messages.DeleteBatchAsync,
            ["ChangeMessageVisibility"] = _messages.ChangeVisibilityAsync,
            ["ChangeMessageVisibilityBatch"] = _messages.ChangeVisibilityBatchAsync,
            ["ListDeadLetterSourceQueues"] = _queues.ListDeadLetterSources,
            ["StartMessageMoveTask"] = _moveTasks.StartAsync,
            ["ListMessageMoveTasks"] = _moveTasks.List,
            ["CancelMessageMoveTask"] = _moveTasks.CancelAsync,
            ["TagQueue"] = _queues.TagAsync,
            ["UntagQueue"] = _queues.UntagAsync,
            ["ListQueueTags"] = _queues.ListTags,
        };
}
