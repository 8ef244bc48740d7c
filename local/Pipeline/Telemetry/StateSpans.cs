using PromptToImage.Contracts;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.Pipeline.Telemetry;

/// <summary>The spans of an execution's states, with their attempts, from its history.</summary>
internal static class StateSpans
{
    /// <param name="history">The events of the execution.</param>
    /// <param name="invocations">The invocations of functions, whose AWS calls are below the attempts.</param>
    /// <param name="since">Only the states and attempts since this event: 1, or the id of the event of the last redrive.</param>
    /// <param name="end">The end of the execution.</param>
    public static IEnumerable<TraceSpan> From(
        IEnumerable<HistoryEvent> history,
        IEnumerable<TracedInvocation> invocations,
        long since,
        DateTimeOffset end
    )
    {
        List<Visit> visits = [];
        // An event belongs to the visit and to the attempt of the event that it refers to as the previous one.
        Dictionary<long, (Visit? Visit, Attempt? Attempt)> places = [];
        foreach (var entry in history)
        {
            var (visit, attempt) = places.GetValueOrDefault(entry.PreviousEventId);
            switch (entry.Details)
            {
                case HistoryDetails.StateEntered entered:
                    visits.Add(visit = new Visit(entered.Name, entry));
                    attempt = null;
                    break;
                case HistoryDetails.StateExited:
                    visit?.End = entry.Timestamp;
                    break;
                case HistoryDetails.FunctionScheduled scheduled:
                    visit?.Attempts.Add(attempt = new Attempt(entry) { Function = scheduled.Resource });
                    visit?.Error = null;
                    break;
                case HistoryDetails.TaskScheduled scheduled:
                    visit?.Attempts.Add(attempt = new Attempt(entry) { Action = (scheduled.ResourceType, scheduled.Resource) });
                    visit?.Error = null;
                    break;
                case HistoryDetails.Succeeded or HistoryDetails.TaskOutput when entry.Type != HistoryEventType.TaskSubmitted:
                    End(attempt, entry, error: null);
                    break;
                case HistoryDetails.EvaluationFailed failed:
                    // Where nothing follows the Entered event, this event refers to the one before it.
                    if (visit is not { End: null } || visit.Name != failed.State)
                    {
                        visit = visits.FindLast(open => open.Name == failed.State && open.End is null);
                    }

                    visit?.Error = ErrorText.Describe(failed.Error, failed.Cause);
                    break;
                case HistoryDetails.TaskFailed failed:
                    Fail(failed.Error, failed.Cause);
                    break;
                case HistoryDetails.Failed failed when entry.Type.EndsWithoutSuccess():
                    foreach (var open in visits.Where(open => open.End is null))
                    {
                        open.Error ??= ErrorText.Describe(failed.Error, failed.Cause);
                    }

                    break;
                case HistoryDetails.Failed failed:
                    Fail(failed.Error, failed.Cause);
                    break;
            }

            places[entry.Id] = (visit, attempt);

            void Fail(string? error, string? cause)
            {
                visit?.Error = ErrorText.Describe(error, cause);
                End(attempt, entry, visit?.Error);
            }
        }

        var calls = invocations.Where(invocation => invocation.TaskId is not null).ToLookup(invocation => invocation.TaskId!.Value);
        return visits.Where(visit => visit.LastId >= since).Select(visit => visit.ToSpan(calls, since, end));
    }

    /// <summary>The first event after an attempt's start that can end it does.</summary>
    private static void End(Attempt? attempt, HistoryEvent entry, string? error)
    {
        if (attempt is { End: null })
        {
            attempt.End = entry.Timestamp;
            attempt.Error = error;
        }
    }

    private sealed class Visit(string name, HistoryEvent entered)
    {
        public string Name => name;

        public List<Attempt> Attempts { get; } = [];

        public DateTimeOffset? End { get; set; }

        public string? Error { get; set; }

        /// <summary>The id of the event with which the state, or its last attempt, began.</summary>
        public long LastId => Attempts is [.., var last] ? last.Id : entered.Id;

        public TraceSpan ToSpan(ILookup<long, TracedInvocation> calls, long since, DateTimeOffset end)
        {
            TraceSpan[] attempts =
            [
                .. Attempts
                    .Where(attempt => attempt.Id >= since)
                    .Select((attempt, index) => attempt.ToSpan(name, index + 1, calls, End ?? end)),
            ];
            var type = entered.Type.StateType();
            // A redriven state is not entered again.
            return new TraceSpan(name, entered.Id >= since ? entered.Timestamp : attempts[0].Start, End ?? end)
            {
                Attributes = [new("aws.step_functions.state.type", type)],
                Error = Error,
                Children = attempts,
            };
        }
    }

    private sealed class Attempt(HistoryEvent scheduled)
    {
        public long Id => scheduled.Id;

        /// <summary>The ARN of the function; null for another service.</summary>
        public string? Function { get; init; }

        /// <summary>The service and the action that Step Functions calls itself; null for a function.</summary>
        public (string Service, string Name)? Action { get; init; }

        public DateTimeOffset? End { get; set; }

        public string? Error { get; set; }

        public TraceSpan ToSpan(string state, int number, ILookup<long, TracedInvocation> calls, DateTimeOffset end) =>
            new($"{state} attempt", scheduled.Timestamp, End ?? end)
            {
                Attributes =
                [
                    new("aws.step_functions.attempt", number),
                    new("aws.lambda.invoked_arn", Function),
                    new("error.type", Error?.Split(':')[0]),
                ],
                Error = Error,
                Children = Action is { } action
                    ? [AwsCallSpan.From(Call(action, End ?? end))]
                    : [.. calls[scheduled.Id].SelectMany(invocation => invocation.Calls).Select(AwsCallSpan.From)],
            };

        /// <summary>The call that Step Functions makes itself, for example <c>sqs</c>, <c>sendMessage.waitForTaskToken</c>.</summary>
        private AwsCall Call((string Service, string Name) action, DateTimeOffset end)
        {
            var operation = action.Name.Split('.')[0];
            return new AwsCall(
                action.Service.ToUpperInvariant(),
                char.ToUpperInvariant(operation[0]) + operation[1..],
                scheduled.Timestamp,
                end
            )
            {
                Error = Error?.Split(':')[0],
                Message = Error,
            };
        }
    }
}
