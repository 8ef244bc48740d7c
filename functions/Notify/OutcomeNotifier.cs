using Amazon.Lambda.Core;
using Amazon.Runtime;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Notices;

namespace PromptToImage.Functions.Notify;

/// <summary>Notifies people of a prompt's outcome.</summary>
/// <param name="results">The topic for stored images.</param>
/// <param name="alerts">The topic for failures.</param>
/// <param name="links">The links and commands of the notices.</param>
/// <param name="time">The clock.</param>
/// <param name="executions">Reads the history of a failed execution. Most prompts do not fail, so it is created on first use.</param>
/// <param name="unhandled">Handles executions that ended without passing the dead-letter branch.</param>
/// <param name="digests">Reports the images of a day.</param>
internal sealed class OutcomeNotifier(
    NoticeTopic results,
    NoticeTopic alerts,
    NoticeLinks links,
    TimeProvider time,
    Lazy<ExecutionReader> executions,
    Lazy<UnhandledEnd> unhandled,
    Lazy<DailyDigest> digests
)
{
    public async Task<NotifyResult> NotifyAsync(NotifyInput input, ILambdaContext context)
    {
        var result = input.Outcome switch
        {
            Outcome.Stored => await NotifyStoredAsync(Prompt(input), Execution(input)),
            Outcome.Failed => await NotifyFailedAsync(Prompt(input), Execution(input), context.Logger),
            Outcome.Unhandled => await unhandled.Value.HandleAsync(input, context.Logger),
            Outcome.Digest => await digests.Value.PublishAsync(Digest(input)),
            _ => throw new ArgumentException(
                $"The outcome is '{input.Outcome}': it must be {Outcome.Stored}, {Outcome.Failed}, {Outcome.Unhandled} or "
                    + $"{Outcome.Digest}.",
                nameof(input)
            ),
        };
        var subject = input.Prompt?.Id ?? input.ExecutionArn ?? input.Digest?.Folder;
        context.Logger.LogInformation($"Handled outcome {input.Outcome} of {subject}.");
        return result;
    }

    private async Task<NotifyResult> NotifyStoredAsync(PromptState prompt, ExecutionReference execution)
    {
        if (prompt is not { Request: { } request, Stored: { } stored })
        {
            throw new ArgumentException("A stored prompt has a request and a stored image.", nameof(prompt));
        }

        var notice = StoredNotice.Compose(request, stored, prompt.Attempt, execution, links);
        return new NotifyResult { MessageId = await results.PublishAsync(notice, Outcome.Stored, prompt.Id) };
    }

    private async Task<NotifyResult> NotifyFailedAsync(PromptState prompt, ExecutionReference execution, ILambdaLogger log)
    {
        var notice = FailureNotice.Compose(
            new FailedPrompt
            {
                Id = prompt.Id,
                Attempt = prompt.Attempt,
                Asked = prompt.Request?.Prompt ?? prompt.Message ?? "",
                Message = prompt.Message ?? "",
                State = FailedState.For(prompt),
                Error = prompt.Error?.Error ?? "an unnamed error",
                Cause = prompt.Error?.Cause,
                FailedTries = await FailedTriesAsync(execution.Arn, log),
                ExecutionArn = execution.Arn,
                StartedAt = execution.StartTime,
                FailedAt = time.GetUtcNow(),
                DeadLetterError = prompt.DeadLetterError is { } error ? $"{error.Error}: {CauseText.From(error.Cause)}" : null,
            },
            links
        );
        return new NotifyResult { MessageId = await alerts.PublishAsync(notice, Outcome.Failed, prompt.Id) };
    }

    /// <summary>A notice without the tries is better than none, so it does not depend on the history.</summary>
    private async Task<IReadOnlyList<FailedTry>> FailedTriesAsync(string executionArn, ILambdaLogger log)
    {
        try
        {
            return await executions.Value.FailedTriesAsync(executionArn);
        }
        catch (AmazonServiceException e)
        {
            log.LogWarning($"The notice about {executionArn} has no list of failed tries: {e.Message}");
            return [];
        }
    }

    private static PromptState Prompt(NotifyInput input) =>
        input.Prompt ?? throw new ArgumentException($"Outcome {input.Outcome} requires a prompt.", nameof(input));

    private static DigestRequest Digest(NotifyInput input) =>
        input.Digest ?? throw new ArgumentException($"Outcome {input.Outcome} requires a digest.", nameof(input));

    private static ExecutionReference Execution(NotifyInput input) =>
        input.Execution ?? throw new ArgumentException($"Outcome {input.Outcome} requires an execution.", nameof(input));
}
