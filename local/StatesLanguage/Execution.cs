using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Interpretation;

namespace PromptToImage.StatesLanguage;

/// <summary>
/// An execution at one moment. An execution is an immutable value: <see cref="Interpreter.Decide"/> returns the next one and
/// leaves this one as it is. Both share what has not changed. Safe to use from any number of threads.
/// </summary>
/// <remarks>
/// An execution does not contain its history. <see cref="ExecutionStart"/> and the history together give the execution back
/// with <see cref="Replay"/>, so a host stores only these two.
/// </remarks>
public sealed class Execution
{
    private Execution(StateMachine machine, ExecutionStart start, ExecutionBranch root)
    {
        Machine = machine;
        Start = start;
        Root = root;
    }

    /// <summary>The state machine that runs.</summary>
    public StateMachine Machine { get; }

    /// <summary>The input, the names and the start time of the execution.</summary>
    public ExecutionStart Start { get; }

    /// <summary>Running until the execution has ended.</summary>
    public ExecutionStatus Status => Outcome.Status;

    /// <summary>Whether the execution has ended. A redrive can start it again (<see cref="CanRedrive"/>).</summary>
    public bool IsFinished => Status != ExecutionStatus.Running;

    /// <summary>The output of an execution that has succeeded; otherwise null.</summary>
    public JsonValue? Output => Outcome.Output;

    /// <summary>The error name of an execution that has failed or was stopped; otherwise null.</summary>
    public string? Error => Outcome.Error;

    /// <summary>The cause of the error, for a person; null without one.</summary>
    public string? Cause => Outcome.Cause;

    /// <summary>When the execution ended; null while it runs.</summary>
    public DateTimeOffset? StopTime => Outcome.StopTime;

    /// <summary>How often the execution was redriven.</summary>
    public int RedriveCount => Redrives.Count;

    /// <summary>When the execution was last redriven; null before the first redrive.</summary>
    public DateTimeOffset? RedriveTime => Redrives.Time;

    /// <summary>The id of the last event, which is the length of the history.</summary>
    public long LastEventId { get; internal set; }

    /// <summary>The time of the last event. Before the first event it is the start time.</summary>
    public DateTimeOffset LastEventTime { get; internal set; }

    /// <summary>Whether <see cref="ExecutionEvent.Redrive"/> is allowed: the execution did not succeed, and its history has room.</summary>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html</remarks>
    public bool CanRedrive => AllowsRedrive(Status, LastEventId);

    /// <summary>The effects that started every task and timer that the execution waits for. Empty after the end.</summary>
    public IReadOnlyList<Effect> PendingEffects => Interpretation.PendingEffects.For(this);

    /// <summary>The states that wait for a retry.</summary>
    public IReadOnlyList<PendingRetry> PendingRetries => Interpretation.PendingEffects.RetriesFor(this);

    /// <summary>
    /// Whether the execution can take steps without a further event: it has not begun, or its last decision or its replay ended before
    /// them. Continue it with <see cref="ExecutionEvent.Begin"/> or <see cref="ExecutionEvent.Continue"/>.
    /// </summary>
    public bool HasStepsLeft => Pending != PendingStep.None || (!IsFinished && Ready.Count > 0);

    // Only a decision in progress sets the following properties, on its own copy of the execution.
    internal ExecutionBranch Root { get; set; }

    /// <summary>The branches that can take a step. Only a replay and a decision with a limit of steps leave any.</summary>
    internal IReadOnlyList<BranchOrigin> Ready { get; set; } = [];

    /// <summary>The number of items of distributed Maps that can take a step.</summary>
    internal int UnrecordedReady => Ready.Count(origin => !origin.IsRecorded);

    internal ExecutionOutcome Outcome { get; set; } = ExecutionOutcome.Running;

    internal RedriveState Redrives { get; set; } = RedriveState.None;

    internal AwaitedBranches Awaited { get; set; } = AwaitedBranches.None;

    internal PendingStep Pending { get; set; }

    /// <summary>Counts down: ids for what happens inside a distributed Map, outside this history.</summary>
    internal long LastUnrecordedId { get; set; }

    /// <summary>See <see cref="Interpreter.MaxEvaluationSteps"/>.</summary>
    internal int EvaluationSteps { get; set; }

    /// <summary>
    /// The steps of the decision for the items of distributed Maps, see <see cref="Interpreter.MaxEvaluationSteps"/>. The parts of a
    /// decision with a limit of steps count together.
    /// </summary>
    internal int UnrecordedEvaluationSteps { get; set; }

    /// <summary>See <see cref="Interpreter.MaxItemStates"/>.</summary>
    internal int ItemStates { get; set; }

    /// <summary>The bytes of all assigned variables, also of those that are out of scope or assigned again.</summary>
    internal long AssignedBytes { get; set; }

    internal DateTimeOffset? Deadline => ExecutionLifecycle.Deadline(Machine, Start, Redrives);

    /// <summary>
    /// Creates an execution that has not begun. Its first event is <see cref="ExecutionEvent.Begin"/>.
    /// </summary>
    /// <param name="machine">The state machine to run.</param>
    /// <param name="start">The input, the names and the start time.</param>
    /// <example>
    /// <code>
    /// var execution = Execution.Create(machine, start);
    /// var decision = Interpreter.Decide(execution, ExecutionEvent.Begin.Instance, now);
    /// </code>
    /// </example>
    public static Execution Create(StateMachine machine, ExecutionStart start)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(start);
        var root = new ExecutionBranch(BranchOrigin.Root, new EnteredState(machine.Flow.Start, start.Input, VariableScope.Empty));
        return new Execution(machine, start, root)
        {
            Pending = PendingStep.Start,
            LastEventTime = start.StartTime,
        };
    }

    /// <summary>
    /// Returns the execution that a history leads to. The history may be complete or end after any event. Continue with
    /// <see cref="ExecutionEvent.Begin"/>: the decision takes the steps that are not in the history yet, and its effects are
    /// all pending effects.
    /// </summary>
    /// <param name="machine">The state machine that the execution ran.</param>
    /// <param name="start">The input, the names and the start time of the execution.</param>
    /// <param name="history">
    /// The events in the order of their ids, from the first. They are read once, in order, so they need not fit into memory together.
    /// <see cref="HistoryEvent.ParseForReplay"/> reads what is needed of them.
    /// </param>
    /// <exception cref="InvalidHistoryException">The history does not follow from the definition and the start.</exception>
    /// <example>
    /// <code>
    /// var execution = Execution.Replay(machine, start, history);
    /// var decision = Interpreter.Decide(execution, ExecutionEvent.Begin.Instance, now);
    /// </code>
    /// </example>
    public static Execution Replay(StateMachine machine, ExecutionStart start, IEnumerable<HistoryEvent> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return new HistoryReplayer(Create(machine, start)).Replay(history);
    }

    internal Execution Copy() => (Execution)MemberwiseClone();

    internal static bool AllowsRedrive(ExecutionStatus status, long lastEventId) =>
        status is ExecutionStatus.Failed or ExecutionStatus.TimedOut or ExecutionStatus.Aborted
        && lastEventId < Interpreter.MaxHistoryEvents - 1;
}
