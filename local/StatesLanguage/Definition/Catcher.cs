using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>One entry of Catch.</summary>
public sealed class Catcher
{
    internal Catcher(IReadOnlyList<string> errorEquals, string next, ResultPath resultPath, PayloadTemplate? assign, string? comment)
    {
        ErrorEquals = errorEquals;
        Next = next;
        ResultPath = resultPath;
        Assign = assign;
        Comment = comment;
    }

    public IReadOnlyList<string> ErrorEquals { get; }

    public string Next { get; }

    public string? Comment { get; }

    internal State NextState { get; private set; } = null!;

    internal ResultPath ResultPath { get; }

    internal PayloadTemplate? Assign { get; }

    /// <param name="heartbeatMissed">Whether a States.Timeout is one for a heartbeat that stayed away.</param>
    public bool Covers(string? error, bool heartbeatMissed = false) => ErrorMatch.Covers(ErrorEquals, error, heartbeatMissed);

    internal void Link(Flow flow) => NextState = flow[Next];
}
