using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SQS.Model;

namespace Amazon.SQS.Internal;

/// <summary>Compares what SQS says it got or sent with what is here, as the original client does.</summary>
internal sealed class DigestCheckHandler : PipelineHandler
{
    public override void InvokeSync(IExecutionContext executionContext)
    {
        base.InvokeSync(executionContext);
        Check(executionContext.RequestContext.OriginalRequest, executionContext.ResponseContext.Response);
    }

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var response = await base.InvokeAsync<T>(executionContext);
        Check(executionContext.RequestContext.OriginalRequest, executionContext.ResponseContext.Response);
        return response;
    }

    private static void Check(AmazonWebServiceRequest request, AmazonWebServiceResponse response)
    {
        switch (request, response)
        {
            case (SendMessageRequest sent, SendMessageResponse answer):
                CheckBody(sent.MessageBody, answer.MD5OfMessageBody, null);
                CheckAttributes(sent.MessageAttributes, answer.MD5OfMessageAttributes, null);
                break;
            case (SendMessageBatchRequest sent, SendMessageBatchResponse { Successful: { } successful }):
                foreach (var answer in successful)
                {
                    var entry = sent.Entries.Single(e => e.Id == answer.Id);
                    CheckBody(entry.MessageBody, answer.MD5OfMessageBody, answer.MessageId);
                    CheckAttributes(entry.MessageAttributes, answer.MD5OfMessageAttributes, answer.MessageId);
                }

                break;
            case (_, ReceiveMessageResponse { Messages: { } messages }):
                foreach (var message in messages)
                {
                    CheckBody(message.Body, message.MD5OfBody, message.MessageId);
                    CheckAttributes(message.MessageAttributes, message.MD5OfMessageAttributes, message.MessageId);
                }

                break;
        }
    }

    private static void CheckBody(string body, string digest, string messageId)
    {
        if (!string.IsNullOrEmpty(body) && !string.IsNullOrEmpty(digest))
        {
            Compare(MessageDigest.Of(body), digest, "MD5 hash mismatch", messageId);
        }
    }

    private static void CheckAttributes(Dictionary<string, MessageAttributeValue> attributes, string digest, string messageId)
    {
        if (attributes is { Count: > 0 } && !string.IsNullOrEmpty(digest))
        {
            Compare(MessageDigest.Of(attributes), digest, "Attribute MD5 hash mismatch", messageId);
        }
    }

    private static void Compare(string ours, string theirs, string complaint, string messageId)
    {
        if (!string.Equals(ours, theirs, StringComparison.OrdinalIgnoreCase))
        {
            throw new AmazonSQSException(messageId is null ? complaint : $"{complaint} for message id {messageId}");
        }
    }
}
