using System.Collections.Immutable;
using PromptToImage.Contracts;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.WebConsole.Model;

/// <summary>Groups an execution's history by the visits to its states.</summary>
public static class StateVisits
{
    /// <summary>All visits in the order of entry, including those to states inside Map and Parallel.</summary>
    public static IReadOnlyList<StateVisit> From(IEnumerable<HistoryEvent> history)
    {
        var visits = new List<StateVisit>();
        // An event belongs to the visit of the event that it refers to as the previous one.
        var visitOf = new Dictionary<long, int>();
        foreach (var historyEvent in history)
        {
            var current = visitOf.GetValueOrDefault(historyEvent.PreviousEventId, -1);
            switch (historyEvent.Details)
            {
                case HistoryDetails.StateEntered entered:
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
                case HistoryDetails.StateExited exited when current >= 0:
                    visits[current] = EndAttempt(visits[current], historyEvent.Timestamp) with
                    {
                        Exited = historyEvent.Timestamp,
                        Output = exited.Output,
                        Assigned = exited.AssignedVariables,
                        Status = visits[current].Error is null ? StateStatuses.Succeeded : StateStatuses.CaughtError,
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
                case HistoryDetails.Failed failed when historyEvent.Type.EndsWithoutSuccess():
                    EndOpenVisits(visits, historyEvent, failed);
                    break;
                case HistoryDetails.Failed failed when current >= 0:
                    visits[current] = Fail(visits[current], historyEvent, failed.Error, failed.Cause);
                    break;
            }

            visitOf[historyEvent.Id] = current;
        }

        return visits;
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
