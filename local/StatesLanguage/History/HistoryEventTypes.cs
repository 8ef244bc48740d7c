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
}
