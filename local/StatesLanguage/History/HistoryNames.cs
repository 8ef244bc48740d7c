namespace PromptToImage.StatesLanguage.History;

/// <summary>The names of the event types, and of the fields for their details, in the Step Functions API.</summary>
internal static class HistoryNames
{
    public const string StateEntered = "stateEnteredEventDetails";
    public const string StateExited = "stateExitedEventDetails";

    private static readonly Dictionary<string, HistoryEventType> ByName = Enum.GetValues<HistoryEventType>()
        .ToDictionary(type => type.ToString(), StringComparer.Ordinal);

    /// <summary>The names of the types, by the value of the type.</summary>
    public static readonly string[] Types = Enum.GetNames<HistoryEventType>();

    /// <summary>The name of the field for the details, by the value of the type; null for a type without details.</summary>
    public static readonly string?[] Details = [.. Enum.GetValues<HistoryEventType>().Select(DetailsName)];

    public static bool TryFind(string name, out HistoryEventType type) => ByName.TryGetValue(name, out type);

    // All states share two names. Each other type has a name of its own.
    private static string? DetailsName(HistoryEventType type)
    {
        var name = type.ToString();
        if (name.EndsWith("StateEntered", StringComparison.Ordinal))
        {
            return StateEntered;
        }

        if (name.EndsWith("StateExited", StringComparison.Ordinal))
        {
            return StateExited;
        }

        return type switch
        {
            HistoryEventType.LambdaFunctionStarted
            or HistoryEventType.ParallelStateStarted
            or HistoryEventType.ParallelStateSucceeded
            or HistoryEventType.ParallelStateFailed
            or HistoryEventType.ParallelStateAborted
            or HistoryEventType.MapStateSucceeded
            or HistoryEventType.MapStateFailed
            or HistoryEventType.MapStateAborted
            or HistoryEventType.MapRunSucceeded
            or HistoryEventType.MapRunAborted
            or HistoryEventType.TaskStateAborted
            or HistoryEventType.WaitStateAborted => null,
            _ => char.ToLowerInvariant(name[0]) + name[1..] + "EventDetails",
        };
    }
}
