using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace PromptToImage.Client.Queues;

/// <summary>How many messages a queue has. SQS counts approximately.</summary>
internal sealed record QueueDepth(string Url, int Waiting, int InFlight, int Delayed)
{
    private const string WaitingName = "ApproximateNumberOfMessages";
    private const string InFlightName = "ApproximateNumberOfMessagesNotVisible";
    private const string DelayedName = "ApproximateNumberOfMessagesDelayed";

    public static async Task<QueueDepth> ReadAsync(IAmazonSQS queues, string url, CancellationToken stop)
    {
        var response = await queues.GetQueueAttributesAsync(
            new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = [WaitingName, InFlightName, DelayedName] },
            stop
        );
        int Count(string name) => int.Parse(response.Attributes?.GetValueOrDefault(name) ?? "0", CultureInfo.InvariantCulture);
        return new QueueDepth(url, Count(WaitingName), Count(InFlightName), Count(DelayedName));
    }
}
