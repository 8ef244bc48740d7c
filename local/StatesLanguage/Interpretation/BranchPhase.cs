namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>How far a branch is in its state. A step from one phase to the next writes at most one event.</summary>
internal enum BranchPhase : byte
{
    /// <summary>The state's Entered event comes next.</summary>
    Entering,

    /// <summary>The state's work comes next. Every retry starts here.</summary>
    Entered,

    /// <summary>A task is scheduled. Its Started event comes next.</summary>
    TaskScheduled,

    /// <summary>Waits for the task's response.</summary>
    AwaitingTask,

    /// <summary>The task's TaskSubmitted event comes next.</summary>
    TaskSubmitted,

    /// <summary>The task's Succeeded event comes next.</summary>
    TaskSucceeded,

    /// <summary>The task's Failed event comes next.</summary>
    TaskFailed,

    /// <summary>The task's TimedOut event comes next.</summary>
    TaskTimedOut,

    /// <summary>Waits for the timer of a Wait state or of a retry.</summary>
    AwaitingTimer,

    /// <summary>A Map starts iterations, or a Parallel or a Map writes events about its children.</summary>
    SchedulingChildren,

    /// <summary>Waits for the branches of a Parallel or the iterations of a Map.</summary>
    AwaitingChildren,

    /// <summary>The Succeeded event of the Parallel or Map comes next.</summary>
    ChildrenSucceeded,

    /// <summary>The state's Exited event comes next.</summary>
    Exiting,

    /// <summary>An expression has failed. The EvaluationFailed event comes next, then a retrier may handle the error.</summary>
    EvaluationFailed,

    /// <summary>An expression of a catcher has failed. The EvaluationFailed event comes next, then the branch fails.</summary>
    CatcherEvaluationFailed,

    /// <summary>The state has an error. A retrier may handle it.</summary>
    HandlingError,

    /// <summary>No retrier handles the error. The Failed event of a Parallel or Map comes next.</summary>
    RetriesExhausted,

    /// <summary>A catcher handles the error, or the branch fails.</summary>
    CatchingError,

    /// <summary>Nothing handles the error. The branch fails.</summary>
    Failing,

    /// <summary>The last state has ended. The ExecutionSucceeded event comes next.</summary>
    CompletingExecution,

    /// <summary>The branch has ended.</summary>
    Ended,
}

/// <summary>A step of the execution as a whole.</summary>
internal enum PendingStep : byte
{
    None,
    Start,
    Abort,
    TimeOut,
    Redrive,
}
