namespace PromptToImage.StatesLanguage.Definition;

/// <summary>An entry of the field Catch: the state that follows an error. Immutable.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html</remarks>
public sealed class Catcher
{
    internal Catcher(IReadOnlyList<string> errorEquals, string next, StateData data, string? comment)
    {
        ErrorEquals = errorEquals;
        Next = next;
        Data = data;
        Comment = comment;
    }

    /// <summary>The names of the errors that the catcher handles. At least one.</summary>
    public IReadOnlyList<string> ErrorEquals { get; }

    /// <summary>The name of the next state.</summary>
    public string Next { get; }

    /// <summary>The field Comment; null without one.</summary>
    public string? Comment { get; }

    internal State NextState { get; private set; } = null!;

    internal StateData Data { get; }

    /// <summary>Whether the catcher handles an error.</summary>
    /// <param name="error">The error name; null for an error without a name.</param>
    /// <param name="isMissedHeartbeat">Whether the error is a States.Timeout because a heartbeat is missing.</param>
    public bool Covers(string? error, bool isMissedHeartbeat = false) => ErrorMatch.Covers(ErrorEquals, error, isMissedHeartbeat);

    internal void Link(Flow flow) => NextState = flow[Next];
}
