namespace PromptToImage.StatesLanguage;

/// <summary>The status of an execution. Hosts store the numbers, so they must not change.</summary>
public enum ExecutionStatus
{
    Running = 0,
    Succeeded = 1,
    Failed = 2,
    TimedOut = 3,
    Aborted = 4,
}
