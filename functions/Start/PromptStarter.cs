using System.Globalization;
using System.Text;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using Amazon.StepFunctions.Model;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Flow;
using PromptToImage.Functions.Errors;
using PromptToImage.Functions.Metrics;
using PromptToImage.Functions.Notices;

namespace PromptToImage.Functions.Start;

/// <summary>
/// Takes a batch of messages from the queue and decides what becomes of each.
/// <list type="table">
/// <listheader><term>a message that</term><description>is</description></listheader>
/// <item><term>can never be started</term><description>dead-lettered, with a notice</description></item>
/// <item><term>finds room</term><description>started; a second delivery of what ran before is done with</description></item>
/// <item><term>claims another prompt's id</term><description>dead-lettered, with a notice</description></item>
/// <item><term>finds no room</term><description>sent back, hidden until there may be some</description></item>
/// <item><term>meets a fault of AWS's</term><description>sent back, alone</description></item>
/// </list>
/// Counting and starting happen under a lock: where one process takes several batches at once, they never exceed the
/// limit together. On Lambda, where batches are in different processes, two batches may, by what one of them started.
/// </summary>
internal sealed class PromptStarter(
    ExecutionStarter executions,
    ExecutionCount running,
    Lazy<IntakeQueue> queue,
    Lazy<PromptRejection> rejection,
    Random random,
    MetricLog metrics
) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    public async Task<SQSBatchResponse> TakeAsync(SQSEvent batch, ILambdaContext context)
    {
        StartTally tally = new(context.Logger);
        // The oldest first, since their age is what the alarm watches.
        IncomingPrompt[] prompts = [.. (batch.Records ?? []).Select(IncomingPrompt.Read).OrderBy(prompt => prompt.SentAt)];
        List<(IncomingPrompt Prompt, string Input)> startable = [];
        foreach (var prompt in prompts)
        {
            if (prompt.Fault is not null)
            {
                await tally.AloneAsync(prompt, () => RejectAsync(prompt, nameof(InvalidPromptException), prompt.Fault, tally));
                continue;
            }

            var input = ExecutionInputText.Build(prompt.Id, prompt.Attempt, prompt.Body);
            var size = Encoding.UTF8.GetByteCount(input);
            if (size > ExecutionInputText.MaximumBytes)
            {
                await tally.AloneAsync(prompt, () => RejectAsync(prompt, DeadLetterReasons.MessageTooLarge, TooLarge(size), tally));
            }
            else
            {
                startable.Add((prompt, input));
            }
        }

        if (startable.Count > 0)
        {
            await StartOrDeferAsync(startable, tally);
        }

        metrics.Write(
            context.FunctionName,
            Metric.Count(MetricNames.Started, tally.Started),
            Metric.Count(MetricNames.Deferred, tally.Deferred),
            Metric.Count(MetricNames.Rejected, tally.Rejected)
        );
        context.Logger.LogInformation(
            $"Of {prompts.Length} messages {tally.Started} were started, {tally.Duplicates} had been before, "
                + $"{tally.Deferred} deferred, {tally.Rejected} dead-lettered, {tally.Failed} failed."
        );
        return tally.ToResponse();
    }

    public void Dispose() => _oneAtATime.Dispose();

    private async Task StartOrDeferAsync(List<(IncomingPrompt Prompt, string Input)> startable, StartTally tally)
    {
        FlowDecision decision;
        await _oneAtATime.WaitAsync();
        try
        {
            decision = await DecideAsync(startable.Count, tally);
            await Task.WhenAll(
                startable
                    .Take(decision.Start)
                    .Select(item => tally.AloneAsync(item.Prompt, () => StartAsync(item.Prompt, item.Input, tally)))
            );
        }
        catch (CountUnknownException e)
        {
            // Without the count nothing is started: a count of nothing would start everything.
            foreach ((var prompt, _) in startable)
            {
                tally.Fail(prompt, e.InnerException!);
            }

            return;
        }
        finally
        {
            _oneAtATime.Release();
        }

        await DeferAsync([.. startable.Skip(decision.Start).Select(item => item.Prompt)], decision.Delays, tally);
    }

    private async Task<FlowDecision> DecideAsync(int batchSize, StartTally tally)
    {
        IReadOnlyList<TimeSpan> runningFor;
        try
        {
            runningFor = await running.RunningForAsync();
        }
        catch (Exception e)
        {
            throw new CountUnknownException(e);
        }

        int? backlog = null;
        if (batchSize > running.Limit - runningFor.Count)
        {
            try
            {
                backlog = await queue.Value.BacklogAsync();
            }
            catch (Exception e)
            {
                // What finds no room then comes back at the queue's own visibility timeout, which is later than needed.
                tally.Log.LogWarning(e, "The queue's length could not be had.");
            }
        }

        return FlowControl.Decide(new FlowObservation(batchSize, running.Limit, runningFor, backlog), random);
    }

    private async Task StartAsync(IncomingPrompt prompt, string input, StartTally tally)
    {
        var name = PromptExecutionName.For(prompt.Id, prompt.Attempt);
        StartOutcome outcome;
        try
        {
            outcome = await executions.StartAsync(name, input);
        }
        catch (InvalidExecutionInputException e)
        {
            // It would be refused at every delivery, for a week.
            await RejectAsync(prompt, nameof(InvalidPromptException), $"Step Functions does not take the message: {e.Message}", tally);
            return;
        }

        if (outcome == StartOutcome.Conflict)
        {
            await RejectAsync(prompt, DeadLetterReasons.RequestIdConflict, Conflict(prompt.Id, executions.ExecutionArn(name)), tally);
        }
        else
        {
            tally.Done(outcome);
        }
    }

    private async Task DeferAsync(IncomingPrompt[] prompts, IReadOnlyList<TimeSpan?> delays, StartTally tally)
    {
        List<(IncomingPrompt Prompt, TimeSpan Delay)> timed = [];
        for (var i = 0; i < prompts.Length; i++)
        {
            tally.Defer(prompts[i]);
            if (delays[i] is { } delay)
            {
                timed.Add((prompts[i], delay));
            }
        }

        if (timed.Count == 0)
        {
            return;
        }

        try
        {
            var failed = await queue.Value.DeferAsync(timed);
            if (failed > 0)
            {
                tally.Log.LogWarning($"{failed} messages could not be deferred as decided.");
            }
        }
        catch (Exception e)
        {
            // They are sent back all the same, and come back at the queue's own visibility timeout.
            tally.Log.LogWarning(e, $"{timed.Count} messages could not be deferred as decided.");
        }
    }

    private async Task RejectAsync(IncomingPrompt prompt, string error, string cause, StartTally tally)
    {
        await rejection.Value.RejectAsync(prompt, error, cause, tally.Log);
        tally.Reject();
    }

    private static string TooLarge(int size) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The message takes {size:N0} bytes as an execution's input, {size - ExecutionInputText.MaximumBytes:N0} more than the "
                + $"{ExecutionInputText.MaximumBytes:N0} that there is room for. Shorten it."
        );

    private static string Conflict(string id, string executionArn) =>
        $"The id {id} belongs to another prompt, which ran as {executionArn}. Send this one under another id, or without one.";

    /// <summary>Carries the reason from where counting failed to where that is decided on.</summary>
    private sealed class CountUnknownException(Exception reason) : Exception(reason.Message, reason);
}
