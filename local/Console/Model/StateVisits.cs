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
                            Type = historyEvent.Type.ToString().Replace("StateEntered", "", StringComparison.Ordinal),
                            Entered = historyEvent.Timestamp,
                            Status = StateStatuses.InProgress,
                            Input = entered.Input,
                        }
                    );
                    break;
                case HistoryDetails.StateExited exited when current >= 0:
                    visits[current] = visits[current] with
                    {
                        Exited = historyEvent.Timestamp,
                        Output = exited.Output,
                        Assigned = exited.AssignedVariables,
                        Status = visits[current].Error is null ? StateStatuses.Succeeded : StateStatuses.CaughtError,
                    };
                    break;
                case HistoryDetails.FunctionScheduled
                or HistoryDetails.TaskScheduled when current >= 0 && visits[current].Error is not null:
                    visits[current] = visits[current] with { Error = null, Cause = null, Retries = visits[current].Retries + 1 };
                    break;
                case HistoryDetails.EvaluationFailed failed:
                    // Where nothing follows the Entered event, this event refers to the one before it.
                    if (current < 0 || visits[current].Name != failed.State)
                    {
                        current = visits.FindLastIndex(visit => visit.Name == failed.State && visit.Status == StateStatuses.InProgress);
                    }

                    if (current >= 0)
                    {
                        visits[current] = visits[current] with { Error = failed.Error, Cause = failed.Cause };
                    }

                    break;
                case HistoryDetails.TaskFailed failed when current >= 0:
                    visits[current] = visits[current] with { Error = failed.Error, Cause = failed.Cause };
                    break;
                case HistoryDetails.Failed failed when IsEnd(historyEvent.Type):
                    EndOpenVisits(visits, historyEvent, failed);
                    break;
                case HistoryDetails.Failed failed when current >= 0:
                    visits[current] = visits[current] with { Error = failed.Error, Cause = failed.Cause };
                    break;
            }

            visitOf[historyEvent.Id] = current;
        }

        return visits;
    }

    private static bool IsEnd(HistoryEventType type) =>
        type is HistoryEventType.ExecutionFailed or HistoryEventType.ExecutionTimedOut or HistoryEventType.ExecutionAborted;

    private static void EndOpenVisits(List<StateVisit> visits, HistoryEvent historyEvent, HistoryDetails.Failed failed)
    {
        for (var index = 0; index < visits.Count; index++)
        {
            if (visits[index].Status == StateStatuses.InProgress)
            {
                visits[index] = visits[index] with
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
