using Amazon.SQS;

namespace PromptToImage.Functions.DeadLetters;

/// <summary>The queue of prompts that failed.</summary>
public sealed class DeadLetterSender(IAmazonSQS queues, string queueUrl)
{
    public Task SendAsync(OutgoingDeadLetter letter) => queues.SendMessageAsync(DeadLetterMessage.Compose(queueUrl, letter));
}
