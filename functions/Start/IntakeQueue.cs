using Amazon.SQS;
using Amazon.SQS.Model;

namespace PromptToImage.Functions.Start;

/// <summary>The queue of prompts.</summary>
internal sealed class IntakeQueue(IAmazonSQS queues, string queueUrl)
{
    /// <summary>Gives a received message back to the queue.</summary>
    /// <param name="receiptHandle">The handle of the latest receive.</param>
    /// <param name="timeout">The visibility timeout, in whole seconds. Zero makes the message visible immediately.</param>
    public Task ChangeVisibilityAsync(string receiptHandle, TimeSpan timeout) =>
        queues.ChangeMessageVisibilityAsync(
            new ChangeMessageVisibilityRequest
            {
                QueueUrl = queueUrl,
                ReceiptHandle = receiptHandle,
                VisibilityTimeout = (int)timeout.TotalSeconds,
            }
        );
}
