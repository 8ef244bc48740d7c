namespace PromptToImage.WebConsole.Model;

/// <summary>How a state stands, as the Step Functions console colours it.</summary>
public enum VisitStatus
{
    InProgress,
    Succeeded,
    CaughtError,
    Failed,
    Cancelled,
}
