using System.Collections.Immutable;
using PromptToImage.Contracts;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.WebConsole.Model;

/// <summary>Groups an execution's history by the visits to its states.</summary>
public static class StateVisits
{
    /// <summary>All visits in the order of entry, including those to states inside Map and Parallel.</summary>
    /// <param name="history">The events in their order.</param>
    /// <param name="pendingRetries">The states that wait for a retry.</param>
    public static IReadOnlyList<StateVisit> From(IReadOnlyList<HistoryEvent> history, IReadOnlyList<PendingRetry> pendingRetries)
    {
        var visits = new List<StateVisit>();
        // An event belongs to the visit of the event that it refers to as the previous one.
        var visitOf = new Dictionary<long, int>();
        var nesting = new VisitNesting(history, visits);
        foreach (var historyEvent in history)
        {
            var current = visitOf.GetValueOrDefault(historyEvent.PreviousEventId, -1);
            switch (historyEvent.Details)
            {
                case HistoryDetails.StateEntered entered:
                    nesting.Enter(historyEvent, current);
                    current = visits.Count;
                    visits.Add(
                        new StateVisit
                        {
                            Name = entered.Name,
                            Type = historyEvent.Type.StateType(),
                            Entered = historyEvent.Timestamp,
                            Status = StateStatuses.InProgress,
                            Input = entered.Input,
                        }
                    );
                    break;
                case HistoryDetails.StateExited exited when (current = nesting.Find(current, exited.Name)) >= 0:
                    nesting.Close(current);
                    visits[current] = EndAttempt(visits[current], historyEvent.Timestamp) with
                    {
                        Exited = historyEvent.Timestamp,
                        Output = exited.Output,
                        Assigned = exited.AssignedVariables,
                        // The error of a Fail state inside a Parallel or a Map is not in the history.
                        Status =
                            visits[current].Error is null && visits[current].Attempts is not [.., { FailedEventId: not null }]
                                ? StateStatuses.Succeeded
                                : StateStatuses.CaughtError,
                    };
                    break;
                case HistoryDetails.FunctionScheduled
                or HistoryDetails.TaskScheduled when current >= 0:
                    visits[current] = BeginAttempt(visits[current], historyEvent.Timestamp);
                    break;
                case HistoryDetails.EvaluationFailed failed:
                    // Where nothing follows the Entered event, this event refers to the one before it.
                    if (current < 0 || visits[current].Name != failed.State || visits[current].Status != StateStatuses.InProgress)
                    {
                        current = visits.FindLastIndex(visit => visit.Name == failed.State && visit.Status == StateStatuses.InProgress);
                    }

                    if (current >= 0)
                    {
                        visits[current] = Fail(visits[current], historyEvent, failed.Error, failed.Cause);
                    }

                    break;
                case HistoryDetails.TaskFailed failed when current >= 0:
                    visits[current] = Fail(visits[current], historyEvent, failed.Error, failed.Cause);
                    break;
                case null or HistoryDetails.MapStateStarted or HistoryDetails.MapIteration
                    when VisitNesting.TypeOf(historyEvent) is { } type:
                    current = nesting.FindOpen(current, type);
                    if (current >= 0 && VisitNesting.Starts(historyEvent))
                    {
                        // A retry follows the failure of a state inside.
                        visits[current] = BeginAttempt(
                            EndFailed(visits[current], nesting, historyEvent.PreviousEventId),
                            historyEvent.Timestamp
                        );
                        nesting.Open(current);
                    }
                    else if (current >= 0 && VisitNesting.Fails(historyEvent))
                    {
                        visits[current] = EndFailed(visits[current], nesting, historyEvent.Id);
                        nesting.Close(current);
                    }

                    break;
                case HistoryDetails.Failed failed when historyEvent.Type.EndsWithoutSuccess():
                    EndOpenVisits(visits, historyEvent, failed);
                    break;
                case HistoryDetails.Failed failed when current >= 0:
                    visits[current] = Fail(visits[current], historyEvent, failed.Error, failed.Cause);
                    break;
            }

            visitOf[historyEvent.Id] = current;
        }

        foreach (var retry in pendingRetries)
        {
            // The events of a distributed Map's items are not in this history.
            var current = nesting.Find(visitOf.GetValueOrDefault(retry.FailureEventId, -1), retry.State);
            if (current >= 0)
            {
                var failed = EndFailed(visits[current], nesting, retry.FailureEventId);
                visits[current] = failed with { Attempts = ChangeLast(failed, last => last with { NextRetry = retry.DueAt }) };
            }
        }

        return visits;
    }

    /// <summary>Ends an attempt in progress with the error of an event, which can be that of a state inside.</summary>
    private static StateVisit EndFailed(StateVisit visit, VisitNesting nesting, long eventId)
    {
        if (visit.Attempts is not [.., { FailedEventId: null }])
        {
            return visit;
        }

        var (error, cause) = nesting.ErrorOf(eventId);
        return Fail(visit, nesting.Event(eventId), error, cause);
    }

    /// <summary>A redrive of the execution also begins an attempt, of a state that has ended.</summary>
    private static StateVisit BeginAttempt(StateVisit visit, DateTimeOffset time) =>
        visit with
        {
            Status = StateStatuses.InProgress,
            Exited = null,
            Error = null,
            Cause = null,
            Attempts = ChangeLast(visit, last => last with { Wait = time - last.Ended }).Add(new StateAttempt { Started = time }),
        };

    private static StateVisit Fail(StateVisit visit, HistoryEvent failure, string? error, string? cause) =>
        visit with
        {
            Error = error,
            Cause = cause,
            Attempts = ChangeLast(
                visit,
                last => last with
                {
                    Ended = last.Ended ?? failure.Timestamp,
                    FailedEventId = failure.Id,
                    Error = error,
                    Cause = cause,
                }
            ),
        };

    private static StateVisit EndAttempt(StateVisit visit, DateTimeOffset time) =>
        visit with { Attempts = ChangeLast(visit, last => last with { Ended = last.Ended ?? time }) };

    private static ImmutableList<StateAttempt> ChangeLast(StateVisit visit, Func<StateAttempt, StateAttempt> change) =>
        visit.Attempts is [.., var last] ? visit.Attempts.SetItem(visit.Attempts.Count - 1, change(last)) : visit.Attempts;

    private static void EndOpenVisits(List<StateVisit> visits, HistoryEvent historyEvent, HistoryDetails.Failed failed)
    {
        for (var index = 0; index < visits.Count; index++)
        {
            if (visits[index].Status == StateStatuses.InProgress)
            {
                visits[index] = EndAttempt(visits[index], historyEvent.Timestamp) with
                {
                    Exited = historyEvent.Timestamp,
                    Status = historyEvent.Type == HistoryEventType.ExecutionFailed ? StateStatuses.Failed : StateStatuses.Cancelled,
                    Error = visits[index].Error ?? failed.Error,
                    Cause = visits[index].Cause ?? failed.Cause,
                };
            }
        }
    }
}
