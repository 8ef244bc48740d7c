using Amazon.SQS;

namespace PromptToImage.Functions.DeadLetters;

/// <summary>Sends failed prompts to the dead-letter queue.</summary>
public sealed class DeadLetterSender(IAmazonSQS queues, string queueUrl)
{
    public Task SendAsync(OutgoingDeadLetter letter) => queues.SendMessageAsync(DeadLetterMessage.Compose(queueUrl, letter));
}
