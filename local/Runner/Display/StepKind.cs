namespace PromptToImage.Runner.Display;

/// <summary>What a <see cref="Step"/> tells of.</summary>
public enum StepKind
{
    StateSucceeded,
    StateFailed,
    Retried,
    ExecutionSucceeded,
    ExecutionFailed,
}
