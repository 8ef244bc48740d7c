using Amazon.Lambda.Core;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.DeadLetters;
using PromptToImage.Functions.Notices;

namespace PromptToImage.Functions.Start;

/// <summary>
/// Ends a message that cannot be started: one dead letter and one notice, as the state machine's branch does for those
/// that were. The dead letter keeps its own attempt, since that was never run.
/// </summary>
internal sealed class PromptRejection(DeadLetterSender deadLetters, NoticeTopic alerts, NoticeLinks links, TimeProvider time)
{
    /// <summary>Throws when the dead letter could not be sent: then the message must go back to its queue.</summary>
    public async Task RejectAsync(IncomingPrompt prompt, string error, string cause, ILambdaLogger log)
    {
        await deadLetters.SendAsync(
            new OutgoingDeadLetter
            {
                Body = prompt.Body,
                RequestId = prompt.Id,
                Attempt = prompt.Attempt,
                Error = error,
                Cause = cause,
            }
        );
        log.LogWarning($"Message {prompt.MessageId} was dead-lettered as {prompt.Id}: {error}.");

        var notice = FailureNotice.Compose(
            new FailedPrompt
            {
                Id = prompt.Id,
                Attempt = prompt.Attempt,
                Asked = prompt.Body,
                Message = prompt.Body,
                Error = error,
                Cause = cause,
                FailedAt = time.GetUtcNow(),
            },
            links
        );
        try
        {
            await alerts.PublishAsync(notice, Outcome.Failed, prompt.Id);
        }
        catch (Exception e)
        {
            // As in the state machine: the prompt is safe in the dead-letter queue, whose alarm tells of it. Sending the
            // message back would only dead-letter it once more.
            log.LogError(e, $"The notice about {prompt.Id} could not be published.");
        }
    }
}
