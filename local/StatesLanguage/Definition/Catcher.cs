namespace PromptToImage.StatesLanguage.Definition;

/// <summary>One entry of Catch.</summary>
public sealed class Catcher
{
    internal Catcher(IReadOnlyList<string> errorEquals, string next, StateData data, string? comment)
    {
        ErrorEquals = errorEquals;
        Next = next;
        Data = data;
        Comment = comment;
    }

    public IReadOnlyList<string> ErrorEquals { get; }

    public string Next { get; }

    public string? Comment { get; }

    internal State NextState { get; private set; } = null!;

    internal StateData Data { get; }

    /// <param name="heartbeatMissed">Whether a States.Timeout is one for a heartbeat that stayed away.</param>
    public bool Covers(string? error, bool heartbeatMissed = false) => ErrorMatch.Covers(ErrorEquals, error, heartbeatMissed);

    internal void Link(Flow flow) => NextState = flow[Next];
}
