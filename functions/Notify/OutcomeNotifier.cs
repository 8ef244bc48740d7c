using Amazon.Lambda.Core;
using PromptToImage.Contracts.Steps;
using PromptToImage.Functions.Notices;

namespace PromptToImage.Functions.Notify;

/// <summary>Notifies people of a prompt's outcome.</summary>
/// <param name="unhandled">Handles executions that ended without passing the dead-letter branch. Created on first use.</param>
internal sealed class OutcomeNotifier(
    NoticeTopic results,
    NoticeTopic alerts,
    NoticeLinks links,
    TimeProvider time,
    Func<UnhandledEnd> unhandled
)
{
    private readonly Lazy<UnhandledEnd> _unhandled = new(unhandled);

    public async Task<NotifyResult> NotifyAsync(NotifyInput input, ILambdaContext context)
    {
        var result = input.Outcome switch
        {
            Outcome.Stored => await NotifyStoredAsync(Prompt(input), Execution(input)),
            Outcome.Failed => await NotifyFailedAsync(Prompt(input), Execution(input)),
            Outcome.Unhandled => await _unhandled.Value.HandleAsync(input, context.Logger),
            _ => throw new ArgumentException(
                $"The outcome is '{input.Outcome}': it must be {Outcome.Stored}, {Outcome.Failed} or {Outcome.Unhandled}.",
                nameof(input)
            ),
        };
        context.Logger.LogInformation($"Handled outcome {input.Outcome} of {input.Prompt?.Id ?? input.ExecutionArn}.");
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

    private async Task<NotifyResult> NotifyFailedAsync(PromptState prompt, ExecutionReference execution)
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
                ExecutionArn = execution.Arn,
                StartedAt = execution.StartTime,
                FailedAt = time.GetUtcNow(),
                DeadLetterError = prompt.DeadLetterError is { } error ? $"{error.Error}: {CauseText.From(error.Cause)}" : null,
            },
            links
        );
        return new NotifyResult { MessageId = await alerts.PublishAsync(notice, Outcome.Failed, prompt.Id) };
    }

    private static PromptState Prompt(NotifyInput input) =>
        input.Prompt ?? throw new ArgumentException($"Outcome {input.Outcome} requires a prompt.", nameof(input));

    private static ExecutionReference Execution(NotifyInput input) =>
        input.Execution ?? throw new ArgumentException($"Outcome {input.Outcome} requires an execution.", nameof(input));
}
