using System.Globalization;
using System.Text.Json;
using Amazon.Lambda.Core;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.DeadLetters;
using PromptToImage.Functions.Notices;

namespace PromptToImage.Functions.Notify;

/// <summary>
/// Does for an execution that ended without passing the dead-letter branch what the branch would have done.
/// <list type="table">
/// <listheader><term>it ended in</term><description>then</description></listheader>
/// <item><term>Notify</term><description>the image is stored: nothing; an alarm reports the failure of Notify</description></item>
/// <item><term>Prompt failed</term><description>the dead-letter branch is complete: nothing</description></item>
/// <item><term>Notify failure</term><description>it has been dead-lettered: a notice only</description></item>
/// <item><term>any other state, or none</term><description>a dead letter and a notice</description></item>
/// </list>
/// Repeating it sends both again; a second dead letter of one attempt starts nothing new, since its execution exists.
/// </summary>
internal sealed class UnhandledEnd(
    EndedExecutions executions,
    DeadLetterSender deadLetters,
    NoticeTopic alerts,
    NoticeLinks links,
    TimeProvider time
)
{
    public async Task<NotifyResult> HandleAsync(NotifyInput input, ILambdaLogger log)
    {
        var arn =
            input.ExecutionArn ?? throw new ArgumentException($"Outcome {Outcome.Unhandled} comes with an execution's ARN.", nameof(input));
        var ended = await executions.FindAsync(arn);
        (var id, var attempt, var message) = Identify(ended);
        if (!UnhandledEnds.NeedNotice(ended.LastState))
        {
            log.LogWarning($"Execution {arn} ended in {ended.LastState}: there is nothing to dead-letter and nothing to report.");
            return new NotifyResult { MessageId = null };
        }

        var error = ended.Error ?? input.Error ?? (input.Status == ExecutionStatuses.TimedOut ? "States.Timeout" : "States.Runtime");
        var cause = ended.Cause ?? input.Cause;
        var deadLetter = UnhandledEnds.NeedDeadLetter(ended.LastState);
        if (deadLetter)
        {
            await deadLetters.SendAsync(
                new OutgoingDeadLetter
                {
                    Body = message,
                    RequestId = id,
                    Attempt = attempt + 1,
                    Error = error,
                    Cause = cause,
                    ExecutionArn = arn,
                }
            );
            log.LogWarning($"Execution {arn} ended unhandled and was dead-lettered: {error}.");
        }

        var notice = FailureNotice.Compose(
            new FailedPrompt
            {
                Id = id,
                Attempt = attempt,
                Asked = MessageReader.Read(message).Prompt ?? message,
                Message = message,
                State = ended.LastState ?? StateNames.Validate,
                Error = error,
                Cause = cause,
                ExecutionArn = arn,
                StartedAt = ended.StartedAt,
                FailedAt = time.GetUtcNow(),
            },
            links
        );
        return new NotifyResult { MessageId = await alerts.PublishAsync(notice, Outcome.Unhandled, id), DeadLettered = deadLetter };
    }

    /// <summary>
    /// From its input; when that is none of ours (somebody started it by hand), from its name, with the input as the message.
    /// </summary>
    private static (string Id, int Attempt, string Message) Identify(EndedExecution ended)
    {
        try
        {
            var input = JsonSerializer.Deserialize(ended.Input, NotifyJson.Default.ExecutionInput);
            if (input is { Message.Length: > 0, Attempt: > 0 } && PromptId.IsValid(input.Id))
            {
                return (input.Id, input.Attempt, input.Message);
            }
        }
        catch (JsonException)
        {
            // Not ours.
        }

        var id = PromptId.IsValid(ended.Name)
            ? ended.Name
            : string.Create(CultureInfo.InvariantCulture, $"execution-{ended.StartedAt.ToUnixTimeMilliseconds()}");
        return (id, 1, ended.Input.Length > 0 ? ended.Input : "{}");
    }
}
