using Amazon.SQS.Model;
using AwsProtocols.Json;

namespace Amazon.SQS.Internal;

internal static class SqsOperations
{
    private static readonly JsonService Service = new("Amazon.SQS", "AmazonSQS", "2012-11-05", SqsErrors.All, IsQueryCompatible: true);

    private static readonly SqsJson Json = new(WireText.Relax(SqsJson.Default.Options));

    internal static JsonOperation<ChangeMessageVisibilityRequest, ChangeMessageVisibilityResponse> ChangeMessageVisibility { get; } =
        new("ChangeMessageVisibility", Service, Json.ChangeMessageVisibilityRequest, Json.ChangeMessageVisibilityResponse);

    internal static JsonOperation<
        ChangeMessageVisibilityBatchRequest,
        ChangeMessageVisibilityBatchResponse
    > ChangeMessageVisibilityBatch
    { get; } =
        new("ChangeMessageVisibilityBatch", Service, Json.ChangeMessageVisibilityBatchRequest, Json.ChangeMessageVisibilityBatchResponse);

    internal static JsonOperation<CreateQueueRequest, CreateQueueResponse> CreateQueue { get; } =
        new("CreateQueue", Service, Json.CreateQueueRequest, Json.CreateQueueResponse);

    internal static JsonOperation<DeleteMessageRequest, DeleteMessageResponse> DeleteMessage { get; } =
        new("DeleteMessage", Service, Json.DeleteMessageRequest, Json.DeleteMessageResponse);

    internal static JsonOperation<DeleteMessageBatchRequest, DeleteMessageBatchResponse> DeleteMessageBatch { get; } =
        new("DeleteMessageBatch", Service, Json.DeleteMessageBatchRequest, Json.DeleteMessageBatchResponse);

    internal static JsonOperation<DeleteQueueRequest, DeleteQueueResponse> DeleteQueue { get; } =
        new("DeleteQueue", Service, Json.DeleteQueueRequest, Json.DeleteQueueResponse);

    internal static JsonOperation<GetQueueAttributesRequest, GetQueueAttributesResponse> GetQueueAttributes { get; } =
        new("GetQueueAttributes", Service, Json.GetQueueAttributesRequest, Json.GetQueueAttributesResponse);

    internal static JsonOperation<GetQueueUrlRequest, GetQueueUrlResponse> GetQueueUrl { get; } =
        new("GetQueueUrl", Service, Json.GetQueueUrlRequest, Json.GetQueueUrlResponse);

    internal static JsonOperation<ListMessageMoveTasksRequest, ListMessageMoveTasksResponse> ListMessageMoveTasks { get; } =
        new("ListMessageMoveTasks", Service, Json.ListMessageMoveTasksRequest, Json.ListMessageMoveTasksResponse);

    internal static JsonOperation<ListQueuesRequest, ListQueuesResponse> ListQueues { get; } =
        new("ListQueues", Service, Json.ListQueuesRequest, Json.ListQueuesResponse);

    internal static JsonOperation<PurgeQueueRequest, PurgeQueueResponse> PurgeQueue { get; } =
        new("PurgeQueue", Service, Json.PurgeQueueRequest, Json.PurgeQueueResponse);

    internal static JsonOperation<ReceiveMessageRequest, ReceiveMessageResponse> ReceiveMessage { get; } =
        new("ReceiveMessage", Service, Json.ReceiveMessageRequest, Json.ReceiveMessageResponse);

    internal static JsonOperation<SendMessageRequest, SendMessageResponse> SendMessage { get; } =
        new("SendMessage", Service, Json.SendMessageRequest, Json.SendMessageResponse);

    internal static JsonOperation<SendMessageBatchRequest, SendMessageBatchResponse> SendMessageBatch { get; } =
        new("SendMessageBatch", Service, Json.SendMessageBatchRequest, Json.SendMessageBatchResponse);

    internal static JsonOperation<SetQueueAttributesRequest, SetQueueAttributesResponse> SetQueueAttributes { get; } =
        new("SetQueueAttributes", Service, Json.SetQueueAttributesRequest, Json.SetQueueAttributesResponse);

    internal static JsonOperation<StartMessageMoveTaskRequest, StartMessageMoveTaskResponse> StartMessageMoveTask { get; } =
        new("StartMessageMoveTask", Service, Json.StartMessageMoveTaskRequest, Json.StartMessageMoveTaskResponse);
}
