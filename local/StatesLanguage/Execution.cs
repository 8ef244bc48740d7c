using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Interpretation;

namespace PromptToImage.StatesLanguage;

/// <summary>
/// An execution at one moment, as a value: <see cref="Interpreter.Decide"/> makes the next one and leaves this one as it
/// is. Its history is not in it; start and history together give it back (<see cref="Replay"/>).
/// </summary>
public sealed class Execution
{
    private Execution(StateMachine machine, ExecutionStart start)
    {
        Machine = machine;
        Start = start;
        // arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME
        var parts = start.ExecutionArn.Split(':', 5);
        Region = parts.Length == 5 ? parts[3] : "";
    }

    public StateMachine Machine { get; }

    public ExecutionStart Start { get; }

    public ExecutionStatus Status { get; internal set; }

    public bool IsFinished => Status != ExecutionStatus.Running;

    /// <summary>Null unless it succeeded.</summary>
    public JsonValue? Output { get; internal set; }

    public string? Error { get; internal set; }

    public string? Cause { get; internal set; }

    /// <summary>Null while it runs.</summary>
    public DateTimeOffset? StopTime { get; internal set; }

    public int RedriveCount { get; internal set; }

    public DateTimeOffset? RedriveTime { get; internal set; }

    /// <summary>Id of the last event, and so the length of the history.</summary>
    public long LastEventId { get; internal set; }

    public DateTimeOffset LastEventTime { get; internal set; }

    /// <summary>Whether it can be redriven: it ended without success, and its history has room.</summary>
    public bool CanRedrive =>
        Status is ExecutionStatus.Failed or ExecutionStatus.TimedOut or ExecutionStatus.Aborted
        && LastEventId < Interpreter.MaxHistoryEvents - 1;

    /// <summary>Every task that is called and every timer that runs, as the effects that started them.</summary>
    public IReadOnlyList<Effect> Outstanding => Interpretation.Outstanding.Of(this);

    internal string Region { get; }

    internal Strand Root { get; private set; } = null!;

    internal Queue<Strand> Ready { get; private set; } = new();

    internal PendingStep Pending { get; set; }

    /// <summary>What StopExecution said, while that is pending.</summary>
    internal (string? Error, string? Cause) PendingStop { get; set; }

    /// <summary>Counts down: ids of what happens inside a distributed Map, which is no part of this history.</summary>
    internal long LastHiddenId { get; set; }

    /// <summary>An execution that has not begun: the first event to give it is <see cref="ExecutionEvent.Begin"/>.</summary>
    public static Execution Create(StateMachine machine, ExecutionStart start)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(start);
        var execution = new Execution(machine, start) { Pending = PendingStep.Start, LastEventTime = start.StartTime };
        execution.Root = new Strand(machine.Flow, start.Input, VariableScope.Empty);
        return execution;
    }

    /// <summary>
    /// The execution that a history leads to, whole or cut off after any event. Go on with
    /// <see cref="ExecutionEvent.Begin"/>: it does what was not decided yet, and its effects are all that are outstanding.
    /// </summary>
    /// <exception cref="InvalidHistoryException">The history belongs to another definition or input.</exception>
    public static Execution Replay(StateMachine machine, ExecutionStart start, IEnumerable<HistoryEvent> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return new Replayer(Create(machine, start)).Replay(history);
    }

    internal Execution Fork()
    {
        var fork = (Execution)MemberwiseClone();
        if (Ready.Count == 0)
        {
            fork.Root = Root.Fork(null, null);
            fork.Ready = new Queue<Strand>();
            return fork;
        }
        var copies = new Dictionary<Strand, Strand>(ReferenceEqualityComparer.Instance);
        fork.Root = Root.Fork(null, copies);
        fork.Ready = new Queue<Strand>(Ready.Where(copies.ContainsKey).Select(s => copies[s]));
        return fork;
    }
}
