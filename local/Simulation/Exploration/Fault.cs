namespace PromptToImage.Simulation.Exploration;

/// <summary>How a task fails.</summary>
public enum FaultKind
{
    /// <summary>It reports an error.</summary>
    Error,

    /// <summary>It does not respond.</summary>
    NoResponse,

    /// <summary>Its output exceeds 256 KiB.</summary>
    TooLarge,

    /// <summary>Its output is JSON of another shape than the next states expect.</summary>
    WrongShape,

    /// <summary>It does not respond until the execution's own timeout.</summary>
    ExecutionTimeout,
}

/// <summary>A task that fails in one way, from its first call on, or after the faults of the same state before it.</summary>
/// <param name="State">The name of the state.</param>
/// <param name="Kind">How the task fails.</param>
/// <param name="Error">The error's name; empty where the kind has none.</param>
/// <param name="Times">How many calls in a row fail.</param>
public sealed record Fault(string State, FaultKind Kind, string Error, int Times)
{
    public override string ToString() =>
        Kind switch
        {
            FaultKind.Error => $"'{State}' fails with {Error} {Count}",
            FaultKind.NoResponse => $"'{State}' does not respond {Count}",
            FaultKind.TooLarge => $"'{State}' returns more than 256 KiB {Count}",
            FaultKind.WrongShape => $"'{State}' returns JSON of another shape {Count}",
            _ => $"'{State}' does not respond until the execution times out",
        };

    private string Count => Times == 1 ? "once" : $"{Times} times in a row";
}

/// <summary>What goes wrong in one run.</summary>
/// <param name="Faults">Those of one state happen in this order.</param>
public sealed record FaultSchedule(IReadOnlyList<Fault> Faults)
{
    /// <summary>The host stops when this many events are stored; null: it does not stop.</summary>
    public int? StopAfterEvent { get; init; }

    /// <summary>Whether the open tasks had done their work when the host stopped, and only their results are lost.</summary>
    public bool TasksHadFinished { get; init; }

    /// <summary>How many attempts in a row of the status rule's invocation fail.</summary>
    public int FailedRuleAttempts { get; init; }

    public override string ToString()
    {
        var text = Faults.Count == 0 ? "nothing fails" : string.Join(", and ", Faults);
        if (StopAfterEvent is { } stop)
        {
            text += $"; the host stops when event {stop} is stored";
            text += TasksHadFinished ? ", and the results of the open tasks are lost" : "";
        }

        return FailedRuleAttempts == 0 ? text : $"{text}; the status rule's invocation fails {FailedRuleAttempts} times";
    }
}
