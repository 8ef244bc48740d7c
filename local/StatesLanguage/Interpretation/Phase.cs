namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>How far a strand is in its state. Each step from one to the next writes at most one event.</summary>
internal enum Phase : byte
{
    /// <summary>The next event is the state's Entered.</summary>
    Enter,

    /// <summary>Entered; the state's own work comes next, also for a retry.</summary>
    Work,

    /// <summary>A task is scheduled; its Started comes next.</summary>
    Launch,

    /// <summary>A task runs. Waits for its end.</summary>
    Running,

    /// <summary>A task was submitted; TaskSubmitted comes next.</summary>
    Submitting,

    /// <summary>A task gave its result; its Succeeded comes next.</summary>
    Succeeding,

    /// <summary>A task gave an error; its Failed comes next.</summary>
    Failing,

    /// <summary>A task took too long; its TimedOut comes next.</summary>
    TimingOut,

    /// <summary>A Wait state, or a delay before a retry. Waits for its timer.</summary>
    Waiting,

    /// <summary>A Parallel or Map is at work. Waits for its strands.</summary>
    Gathering,

    /// <summary>Events about the strands of a Map, and new iterations, come next.</summary>
    Tending,

    /// <summary>The strands have all ended well; ParallelStateSucceeded or MapStateSucceeded comes next.</summary>
    Gathered,

    /// <summary>The result is there; the state's Exited comes next.</summary>
    Exit,

    /// <summary>An error is there; perhaps it is retried.</summary>
    Fault,

    /// <summary>It is not retried: for a Parallel or Map, its Failed comes next.</summary>
    Collapse,

    /// <summary>A catcher takes the error, or it ends the strand, and the execution or the Parallel or Map around it.</summary>
    Fallen,

    /// <summary>The execution's own end comes next.</summary>
    Finish,

    /// <summary>It ended, one way or the other.</summary>
    Ended,
}
