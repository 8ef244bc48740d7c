using Amazon.SQS;

namespace PromptToImage.Functions.DeadLetters;

/// <summary>The queue of prompts that failed.</summary>
public sealed class DeadLetterQueue(IAmazonSQS queues, string queueUrl)
{
    public Task SendAsync(DeadLetter letter) => queues.SendMessageAsync(DeadLetterMessage.Compose(queueUrl, letter));
}
