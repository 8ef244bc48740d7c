using Amazon.SQS;
using Amazon.SQS.Model;

namespace PromptToImage.Functions.Tests.Fakes;

/// <summary>SQS that records its requests.</summary>
internal sealed class RecordingQueues() : AmazonSQSClient(Unconnected.Credentials, Unconnected.Config(new AmazonSQSConfig()))
{
    public List<SendMessageRequest> Sent { get; } = [];

    public List<(string ReceiptHandle, int Seconds)> Hidden { get; } = [];

    public Exception? SendingFails { get; set; }

    public Exception? ChangingVisibilityFails { get; set; }

    public override Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancellationToken = default)
    {
        if (SendingFails is not null)
        {
            throw SendingFails;
        }

        Sent.Add(request);
        return Task.FromResult(new SendMessageResponse { MessageId = "sent-1" });
    }

    public override Task<ChangeMessageVisibilityResponse> ChangeMessageVisibilityAsync(
        ChangeMessageVisibilityRequest request,
        CancellationToken cancellationToken = default
    )
    {
        if (ChangingVisibilityFails is not null)
        {
            throw ChangingVisibilityFails;
        }

        Hidden.Add((request.ReceiptHandle, request.VisibilityTimeout ?? -1));
        return Task.FromResult(new ChangeMessageVisibilityResponse());
    }
}
