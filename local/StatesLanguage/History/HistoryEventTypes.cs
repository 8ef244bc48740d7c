namespace PromptToImage.StatesLanguage.History;

/// <summary>Questions about the type of an event.</summary>
public static class HistoryEventTypes
{
    /// <summary>Whether the event ends an execution that has not succeeded.</summary>
    /// <param name="type">The type of an event.</param>
    public static bool EndsWithoutSuccess(this HistoryEventType type) =>
        type is HistoryEventType.ExecutionFailed or HistoryEventType.ExecutionTimedOut or HistoryEventType.ExecutionAborted;

    /// <summary>The type of the state that an event enters, for example <c>Task</c>.</summary>
    /// <param name="entered">The type of an event whose details are <see cref="HistoryDetails.StateEntered"/>.</param>
    public static string StateType(this HistoryEventType entered) =>
        entered.ToString().Replace("StateEntered", "", StringComparison.Ordinal);

    /// <summary>
    /// Whether a replay reads the details of an event. Those of most events follow from the execution. The output of a distributed Map does
    /// not, because the history does not have what happened to its items.
    /// </summary>
    internal static bool IsReplayedWithDetails(this HistoryEventType type) =>
        type == HistoryEventType.MapStateExited
        || (
            HistoryNames.Details[(int)type] is { } details
            && details is not (HistoryNames.StateEntered or HistoryNames.StateExited)
            && type
                is not (
                    HistoryEventType.ExecutionStarted
                    or HistoryEventType.LambdaFunctionScheduled
                    or HistoryEventType.ActivityScheduled
                    or HistoryEventType.TaskScheduled
                )
        );
}
