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
/// Handles an execution that ended without passing the dead-letter branch, in the way that the branch handles failures.
/// <list type="table">
/// <listheader><term>last state</term><description>result</description></listheader>
/// <item><term>Notify</term><description>nothing: the image is stored, and an alarm reports the failure of Notify</description></item>
/// <item><term>Prompt failed</term><description>nothing: the dead-letter branch is complete</description></item>
/// <item><term>Notify failure</term><description>a notice only: the prompt is already dead-lettered</description></item>
/// <item><term>any other state, or no state</term><description>a dead letter and a notice</description></item>
/// </list>
/// A retry sends both again. A second dead letter of the same attempt does not start another execution, because its execution exists.
/// </summary>
internal sealed class UnhandledEnd(
    ExecutionReader executions,
    DeadLetterSender deadLetters,
    NoticeTopic alerts,
    NoticeLinks links,
    TimeProvider time
)
{
    public async Task<NotifyResult> HandleAsync(NotifyInput input, ILambdaLogger log)
    {
        var arn =
            input.ExecutionArn ?? throw new ArgumentException($"Outcome {Outcome.Unhandled} requires an execution's ARN.", nameof(input));
        var ended = await executions.FindAsync(arn);
        var (id, attempt, message) = Identify(ended);
        if (!UnhandledEnds.NeedNotice(ended.LastState))
        {
            log.LogWarning($"Execution {arn} ended in {ended.LastState}: there is nothing to dead-letter and nothing to report.");
            return new NotifyResult { MessageId = null };
        }

        var error = ended.Error ?? input.Error ?? (input.Status == ExecutionStatuses.TimedOut ? StatesErrorNames.Timeout : StatesErrorNames.Runtime);
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
                Asked = MessageReader.PromptOrBody(message),
                Message = message,
                State = ended.LastState ?? StateNames.Validate,
                Error = error,
                Cause = cause,
                FailedTries = await executions.FailedTriesAsync(arn),
                ExecutionArn = arn,
                StartedAt = ended.StartedAt,
                FailedAt = time.GetUtcNow(),
            },
            links
        );
        return new NotifyResult { MessageId = await alerts.PublishAsync(notice, Outcome.Unhandled, id), DeadLettered = deadLetter };
    }

    /// <summary>
    /// Reads the prompt from the execution's input. If a person started the execution with another kind of input, the id comes from the
    /// execution's name and the message is the input.
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
            // A person started it with another kind of input.
        }

        var id = PromptId.IsValid(ended.Name)
            ? ended.Name
            : string.Create(CultureInfo.InvariantCulture, $"execution-{ended.StartedAt.ToUnixTimeMilliseconds()}");
        return (id, 1, ended.Input.Length > 0 ? ended.Input : "{}");
    }
}
