namespace PromptToImage.Runner.Display;

/// <summary>One step of an execution, as the runner shows it.</summary>
/// <param name="What">The state, or the execution's status.</param>
/// <param name="Detail">The duration, or the reason.</param>
public sealed record Step(StepKind Kind, string What, string Detail);

/// <summary>The kinds of a <see cref="Step"/>.</summary>
public enum StepKind
{
    StateSucceeded,
    StateFailed,
    Retried,
    ExecutionSucceeded,
    ExecutionFailed,
}
