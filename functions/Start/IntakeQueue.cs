using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace PromptToImage.Functions.Start;

/// <summary>The queue that prompts come from, which is also where they wait.</summary>
internal sealed class IntakeQueue(IAmazonSQS queues, string queueUrl)
{
    private static readonly List<string> Counts =
    [
        "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible",
        "ApproximateNumberOfMessagesDelayed",
    ];

    /// <summary>How many messages wait, visible or not.</summary>
    public async Task<int> BacklogAsync()
    {
        var response = await queues.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = queueUrl, AttributeNames = Counts });
        var attributes = response.Attributes ?? [];
        return Counts.Sum(name =>
            int.TryParse(attributes.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0
        );
    }

    /// <summary>Hides messages for as long as said.</summary>
    /// <returns>How many could not be hidden so; those come back at the queue's own visibility timeout.</returns>
    public async Task<int> DeferAsync(IReadOnlyList<(IncomingPrompt Prompt, TimeSpan Delay)> deferred)
    {
        var failed = 0;
        // Ten is the most that one request may have, and also what the event source mapping brings.
        foreach (var chunk in deferred.Chunk(10))
        {
            var response = await queues.ChangeMessageVisibilityBatchAsync(
                new ChangeMessageVisibilityBatchRequest
                {
                    QueueUrl = queueUrl,
                    Entries =
                    [
                        .. chunk.Select(
                            (item, index) =>
                                new ChangeMessageVisibilityBatchRequestEntry
                                {
                                    Id = index.ToString(CultureInfo.InvariantCulture),
                                    ReceiptHandle = item.Prompt.ReceiptHandle,
                                    VisibilityTimeout = (int)item.Delay.TotalSeconds,
                                }
                        ),
                    ],
                }
            );
            failed += response.Failed?.Count ?? 0;
        }

        return failed;
    }
}
