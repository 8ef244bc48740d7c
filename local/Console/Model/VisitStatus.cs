namespace PromptToImage.WebConsole.Model;

/// <summary>The status of a state, as the Step Functions console colours it.</summary>
public enum VisitStatus
{
    InProgress,
    Succeeded,
    CaughtError,
    Failed,
    Cancelled,
}
