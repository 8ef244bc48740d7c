using Amazon.Lambda.Core;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.DeadLetters;
using PromptToImage.Functions.Notices;

namespace PromptToImage.Functions.Start;

/// <summary>
/// Rejects a message that cannot start an execution. Sends one dead letter and one notice, like the state machine's dead-letter branch.
/// The dead letter keeps the attempt number, because the attempt did not run.
/// </summary>
internal sealed class PromptRejection(DeadLetterSender deadLetters, NoticeTopic alerts, NoticeLinks links, TimeProvider time)
{
    /// <summary>Throws if the dead letter cannot be sent. The message must then stay in its queue.</summary>
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
            // As in the state machine, the prompt is in the dead-letter queue, and the queue's alarm reports it. Failing the
            // invocation would only dead-letter the message a second time.
            log.LogError(e, $"Could not publish the notice about {prompt.Id}.");
        }
    }
}
