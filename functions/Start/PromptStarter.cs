using System.Globalization;
using System.Text;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Flow;
using PromptToImage.Functions.Errors;
using PromptToImage.Functions.Metrics;

namespace PromptToImage.Functions.Start;

/// <summary>
/// Handles the one message of an invocation: starts its execution as soon as there is room.
/// <list type="table">
/// <listheader><term>message</term><description>result</description></listheader>
/// <item><term>it can never start an execution</term><description>a dead letter and a notice</description></item>
/// <item><term>there is room within the time of the invocation</term><description>its execution runs</description></item>
/// <item><term>its execution ran before</term><description>nothing: the message was delivered twice</description></item>
/// <item><term>its id belongs to another prompt</term><description>a dead letter and a notice</description></item>
/// <item><term>there is no room</term><description>it is given back to the queue</description></item>
/// </list>
/// Every error from AWS fails the invocation, so that Lambda's <c>Errors</c> metric shows it.
/// </summary>
internal sealed class PromptStarter(
    ExecutionStarter executions,
    RunningExecutions running,
    StartPacingSettings pacing,
    Lazy<IntakeQueue> queue,
    Lazy<PromptRejection> rejection,
    TimeProvider time,
    MetricLog metrics
) : IDisposable
{
    // One process can handle several invocations at the same time. They share the room and its count.
    private readonly SemaphoreSlim _roomLock = new(1, 1);
    private readonly CancellationTokenSource _disposed = new();
    private StartRoom _room = StartRoom.Unknown;

    /// <exception cref="InvalidOperationException">The event does not have exactly one message.</exception>
    public async Task<SQSBatchResponse> HandleAsync(SQSEvent batch, ILambdaContext context)
    {
        if (batch.Records is not [var message])
        {
            throw new InvalidOperationException(
                $"Start handles one message per invocation, but the event has {batch.Records?.Count ?? 0}. Set the batch size of the "
                    + $"event source mapping to {FlowNumbers.BatchSize}."
            );
        }

        var prompt = IncomingPrompt.Read(message);
        if (prompt.RejectionCause is { } cause)
        {
            return await RejectAsync(prompt, nameof(InvalidPromptException), cause, context);
        }

        var input = ExecutionInputText.Build(prompt.Id, prompt.Attempt, prompt.Body);
        var size = Encoding.UTF8.GetByteCount(input);
        return size > ExecutionInputText.MaximumBytes
            ? await RejectAsync(prompt, DeadLetterReasons.MessageTooLarge, TooLarge(size), context)
            : await StartOrGiveBackAsync(prompt, input, context);
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _disposed.Dispose();
    }

    private async Task<SQSBatchResponse> StartOrGiveBackAsync(IncomingPrompt prompt, string input, ILambdaContext context)
    {
        var name = PromptExecutionName.For(prompt.Id, prompt.Attempt);
        var message = new HeldMessage(prompt.Receives, StartPacing.GiveUpAt(time.GetUtcNow(), context.RemainingTime));
        var hasReported = false;
        while (true)
        {
            var (decision, outcome) = await TakeStepAsync(message, name, input);
            switch (decision)
            {
                case StartDecision.Start:
                    return outcome switch
                    {
                        StartOutcome.Conflict => await RejectAsync(
                            prompt,
                            DeadLetterReasons.RequestIdConflict,
                            Conflict(prompt.Id, executions.ExecutionArn(name)),
                            context
                        ),
                        StartOutcome.InvalidInput => await RejectAsync(
                            prompt,
                            nameof(InvalidPromptException),
                            "Step Functions rejects the message as an execution's input.",
                            context
                        ),
                        _ => Started(prompt, outcome, context),
                    };
                case StartDecision.GiveBack { VisibilityTimeout: var timeout }:
                    return await GiveBackAsync(prompt, timeout, context);
                case StartDecision.Wait { Until: var until }:
                    if (!hasReported)
                    {
                        ReportAge(prompt, time.GetUtcNow(), context);
                        hasReported = true;
                    }

                    await DelayAsync(until);
                    break;
            }
        }
    }

    /// <summary>Decides on the next step; counts or starts if that is the step.</summary>
    private async Task<(StartDecision Decision, StartOutcome Outcome)> TakeStepAsync(HeldMessage message, string name, string input)
    {
        await _roomLock.WaitAsync(_disposed.Token);
        try
        {
            var now = time.GetUtcNow();
            var decision = StartPacing.Decide(pacing, _room, message, now);
            var outcome = StartOutcome.None;
            switch (decision)
            {
                case StartDecision.Count:
                    _room = _room.Counted(pacing, now, await running.ListNamesAsync(pacing.Limit));
                    break;
                case StartDecision.Start:
                    _room = _room.Started(name, now);
                    outcome = await executions.StartAsync(name, input);
                    break;
            }

            return (decision, outcome);
        }
        finally
        {
            _roomLock.Release();
        }
    }

    private async Task DelayAsync(DateTimeOffset until)
    {
        var delay = until - time.GetUtcNow();
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, time, _disposed.Token);
        }
    }

    private SQSBatchResponse Started(IncomingPrompt prompt, StartOutcome outcome, ILambdaContext context)
    {
        metrics.Write(context.FunctionName, Metric.Count(MetricNames.Started, outcome == StartOutcome.Started ? 1 : 0));
        context.Logger.LogInformation(
            outcome == StartOutcome.Started
                ? $"Prompt {prompt.Id}, attempt {prompt.Attempt}, was started."
                : $"Prompt {prompt.Id}, attempt {prompt.Attempt}, ran before: message {prompt.MessageId} was delivered again."
        );
        return new SQSBatchResponse([]);
    }

    /// <summary>A batch item failure is not an error of the function. It keeps the message in the queue.</summary>
    private async Task<SQSBatchResponse> GiveBackAsync(IncomingPrompt prompt, TimeSpan visibilityTimeout, ILambdaContext context)
    {
        foreach (var at in StartPacing.AgeReportTimes(time.GetUtcNow(), visibilityTimeout))
        {
            ReportAge(prompt, at, context);
        }

        await queue.Value.ChangeVisibilityAsync(prompt.ReceiptHandle, visibilityTimeout);
        context.Logger.LogInformation(
            $"No room for prompt {prompt.Id} yet: message {prompt.MessageId} is visible again in {visibilityTimeout.TotalSeconds} s."
        );
        return new SQSBatchResponse([new SQSBatchResponse.BatchItemFailure { ItemIdentifier = prompt.MessageId }]);
    }

    private void ReportAge(IncomingPrompt prompt, DateTimeOffset at, ILambdaContext context)
    {
        var age = at - prompt.SentAt;
        metrics.WriteAt(at, context.FunctionName, Metric.Seconds(MetricNames.OldestPromptAge, Math.Max(0, age.TotalSeconds)));
    }

    private async Task<SQSBatchResponse> RejectAsync(IncomingPrompt prompt, string error, string cause, ILambdaContext context)
    {
        await rejection.Value.RejectAsync(prompt, error, cause, context.Logger);
        metrics.Write(context.FunctionName, Metric.Count(MetricNames.Rejected, 1));
        return new SQSBatchResponse([]);
    }

    private static string TooLarge(int size) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The message has {size:N0} bytes as an execution's input, {size - ExecutionInputText.MaximumBytes:N0} more than the limit of "
                + $"{ExecutionInputText.MaximumBytes:N0}. Shorten it."
        );

    private static string Conflict(string id, string executionArn) =>
        $"The id {id} belongs to another prompt, which ran as {executionArn}. Send this prompt with another id, or without one.";
}
