using Amazon.SQS.Internal;
using Amazon.SQS.Model;

namespace Amazon.SQS;

public partial class AmazonSQSClient
{
    public virtual Task<ChangeMessageVisibilityResponse> ChangeMessageVisibilityAsync(
        string queueUrl,
        string receiptHandle,
        int? visibilityTimeout,
        CancellationToken cancellationToken = default
    )
    {
        return ChangeMessageVisibilityAsync(
            new ChangeMessageVisibilityRequest
            {
                QueueUrl = queueUrl,
                ReceiptHandle = receiptHandle,
                VisibilityTimeout = visibilityTimeout,
            },
            cancellationToken
        );
    }

    public virtual Task<ChangeMessageVisibilityResponse> ChangeMessageVisibilityAsync(
        ChangeMessageVisibilityRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, SqsOperations.ChangeMessageVisibility, cancellationToken);
    }

    public virtual Task<ChangeMessageVisibilityBatchResponse> ChangeMessageVisibilityBatchAsync(
        string queueUrl,
        List<ChangeMessageVisibilityBatchRequestEntry> entries,
        CancellationToken cancellationToken = default
    )
    {
        return ChangeMessageVisibilityBatchAsync(
            new ChangeMessageVisibilityBatchRequest { QueueUrl = queueUrl, Entries = entries },
            cancellationToken
        );
    }

    public virtual Task<ChangeMessageVisibilityBatchResponse> ChangeMessageVisibilityBatchAsync(
        ChangeMessageVisibilityBatchRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, SqsOperations.ChangeMessageVisibilityBatch, cancellationToken);
    }

    public virtual Task<CreateQueueResponse> CreateQueueAsync(string queueName, CancellationToken cancellationToken = default)
    {
        return CreateQueueAsync(new CreateQueueRequest { QueueName = queueName }, cancellationToken);
    }

    public virtual Task<CreateQueueResponse> CreateQueueAsync(CreateQueueRequest request, CancellationToken cancellationToken = default)
    {
        return InvokeAsync(request, SqsOperations.CreateQueue, cancellationToken);
    }

    public virtual Task<DeleteMessageResponse> DeleteMessageAsync(
        string queueUrl,
        string receiptHandle,
        CancellationToken cancellationToken = default
    )
    {
        return DeleteMessageAsync(new DeleteMessageRequest { QueueUrl = queueUrl, ReceiptHandle = receiptHandle }, cancellationToken);
    }

    public virtual Task<DeleteMessageResponse> DeleteMessageAsync(
        DeleteMessageRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, SqsOperations.DeleteMessage, cancellationToken);
    }

    public virtual Task<DeleteMessageBatchResponse> DeleteMessageBatchAsync(
        string queueUrl,
        List<DeleteMessageBatchRequestEntry> entries,
        CancellationToken cancellationToken = default
    )
    {
        return DeleteMessageBatchAsync(new DeleteMessageBatchRequest { QueueUrl = queueUrl, Entries = entries }, cancellationToken);
    }

    public virtual Task<DeleteMessageBatchResponse> DeleteMessageBatchAsync(
        DeleteMessageBatchRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, SqsOperations.DeleteMessageBatch, cancellationToken);
    }

    public virtual Task<DeleteQueueResponse> DeleteQueueAsync(string queueUrl, CancellationToken cancellationToken = default)
    {
        return DeleteQueueAsync(new DeleteQueueRequest { QueueUrl = queueUrl }, cancellationToken);
    }

    public virtual Task<DeleteQueueResponse> DeleteQueueAsync(DeleteQueueRequest request, CancellationToken cancellationToken = default)
    {
        return InvokeAsync(request, SqsOperations.DeleteQueue, cancellationToken);
    }

    public virtual Task<GetQueueAttributesResponse> GetQueueAttributesAsync(
        string queueUrl,
        List<string> attributeNames,
        CancellationToken cancellationToken = default
    )
    {
        return GetQueueAttributesAsync(
            new GetQueueAttributesRequest { QueueUrl = queueUrl, AttributeNames = attributeNames },
            cancellationToken
        );
    }

    public virtual Task<GetQueueAttributesResponse> GetQueueAttributesAsync(
        GetQueueAttributesRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, SqsOperations.GetQueueAttributes, cancellationToken);
    }

    public virtual Task<GetQueueUrlResponse> GetQueueUrlAsync(string queueName, CancellationToken cancellationToken = default)
    {
        return GetQueueUrlAsync(new GetQueueUrlRequest { QueueName = queueName }, cancellationToken);
    }

    public virtual Task<GetQueueUrlResponse> GetQueueUrlAsync(GetQueueUrlRequest request, CancellationToken cancellationToken = default)
    {
        return InvokeAsync(request, SqsOperations.GetQueueUrl, cancellationToken);
    }

    public virtual Task<ListMessageMoveTasksResponse> ListMessageMoveTasksAsync(
        ListMessageMoveTasksRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, SqsOperations.ListMessageMoveTasks, cancellationToken);
    }

    public virtual Task<ListQueuesResponse> ListQueuesAsync(string queueNamePrefix, CancellationToken cancellationToken = default)
    {
        return ListQueuesAsync(new ListQueuesRequest { QueueNamePrefix = queueNamePrefix }, cancellationToken);
    }

    public virtual Task<ListQueuesResponse> ListQueuesAsync(ListQueuesRequest request, CancellationToken cancellationToken = default)
    {
        return InvokeAsync(request, SqsOperations.ListQueues, cancellationToken);
    }

    public virtual Task<PurgeQueueResponse> PurgeQueueAsync(string queueUrl, CancellationToken cancellationToken = default)
    {
        return PurgeQueueAsync(new PurgeQueueRequest { QueueUrl = queueUrl }, cancellationToken);
    }

    public virtual Task<PurgeQueueResponse> PurgeQueueAsync(PurgeQueueRequest request, CancellationToken cancellationToken = default)
    {
        return InvokeAsync(request, SqsOperations.PurgeQueue, cancellationToken);
    }

    public virtual Task<ReceiveMessageResponse> ReceiveMessageAsync(string queueUrl, CancellationToken cancellationToken = default)
    {
        return ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = queueUrl }, cancellationToken);
    }

    public virtual Task<ReceiveMessageResponse> ReceiveMessageAsync(
        ReceiveMessageRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, SqsOperations.ReceiveMessage, cancellationToken);
    }

    public virtual Task<SendMessageResponse> SendMessageAsync(
        string queueUrl,
        string messageBody,
        CancellationToken cancellationToken = default
    )
    {
        return SendMessageAsync(new SendMessageRequest { QueueUrl = queueUrl, MessageBody = messageBody }, cancellationToken);
    }

    public virtual Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancellationToken = default)
    {
        return InvokeAsync(request, SqsOperations.SendMessage, cancellationToken);
    }

    public virtual Task<SendMessageBatchResponse> SendMessageBatchAsync(
        string queueUrl,
        List<SendMessageBatchRequestEntry> entries,
        CancellationToken cancellationToken = default
    )
    {
        return SendMessageBatchAsync(new SendMessageBatchRequest { QueueUrl = queueUrl, Entries = entries }, cancellationToken);
    }

    public virtual Task<SendMessageBatchResponse> SendMessageBatchAsync(
        SendMessageBatchRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, SqsOperations.SendMessageBatch, cancellationToken);
    }

    public virtual Task<SetQueueAttributesResponse> SetQueueAttributesAsync(
        string queueUrl,
        Dictionary<string, string> attributes,
        CancellationToken cancellationToken = default
    )
    {
        return SetQueueAttributesAsync(new SetQueueAttributesRequest { QueueUrl = queueUrl, Attributes = attributes }, cancellationToken);
    }

    public virtual Task<SetQueueAttributesResponse> SetQueueAttributesAsync(
        SetQueueAttributesRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, SqsOperations.SetQueueAttributes, cancellationToken);
    }

    public virtual Task<StartMessageMoveTaskResponse> StartMessageMoveTaskAsync(
        StartMessageMoveTaskRequest request,
        CancellationToken cancellationToken = default
    )
    {
        return InvokeAsync(request, SqsOperations.StartMessageMoveTask, cancellationToken);
    }
}
