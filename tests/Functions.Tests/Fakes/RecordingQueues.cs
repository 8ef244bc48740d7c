using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace PromptToImage.Functions.Tests.Fakes;

/// <summary>SQS that writes down what it is asked for.</summary>
internal sealed class RecordingQueues() : AmazonSQSClient(Unconnected.Credentials, Unconnected.Config(new AmazonSQSConfig()))
{
    public List<SendMessageRequest> Sent { get; } = [];

    public List<(string ReceiptHandle, int Seconds)> Hidden { get; } = [];

    public Exception? SendingFails { get; set; }

    public Exception? CountingFails { get; set; }

    public Exception? HidingFails { get; set; }

    public (int Visible, int Hidden, int Delayed) Length { get; set; }

    public override Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancellationToken = default)
    {
        if (SendingFails is not null)
        {
            throw SendingFails;
        }

        Sent.Add(request);
        return Task.FromResult(new SendMessageResponse { MessageId = "sent-1" });
    }

    public override Task<GetQueueAttributesResponse> GetQueueAttributesAsync(
        GetQueueAttributesRequest request,
        CancellationToken cancellationToken = default
    )
    {
        if (CountingFails is not null)
        {
            throw CountingFails;
        }

        return Task.FromResult(
            new GetQueueAttributesResponse
            {
                Attributes = new Dictionary<string, string>
                {
                    ["ApproximateNumberOfMessages"] = Length.Visible.ToString(CultureInfo.InvariantCulture),
                    ["ApproximateNumberOfMessagesNotVisible"] = Length.Hidden.ToString(CultureInfo.InvariantCulture),
                    ["ApproximateNumberOfMessagesDelayed"] = Length.Delayed.ToString(CultureInfo.InvariantCulture),
                },
            }
        );
    }

    public override Task<ChangeMessageVisibilityBatchResponse> ChangeMessageVisibilityBatchAsync(
        ChangeMessageVisibilityBatchRequest request,
        CancellationToken cancellationToken = default
    )
    {
        if (HidingFails is not null)
        {
            throw HidingFails;
        }

        Assert.InRange(request.Entries.Count, 1, 10);
        Hidden.AddRange(request.Entries.Select(entry => (entry.ReceiptHandle, entry.VisibilityTimeout ?? -1)));
        return Task.FromResult(new ChangeMessageVisibilityBatchResponse());
    }
}
