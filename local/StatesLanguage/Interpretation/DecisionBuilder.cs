using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Testing;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>
/// Builds one decision. The work is done in steps that write at most one event each. Everything that a later step needs is
/// in the execution, so a history that ends anywhere can be continued.
/// </summary>
internal sealed partial class DecisionBuilder : IEvaluationSource
{
    private readonly Execution _execution;
    private readonly List<HistoryEvent> _events = new(8);
    private JsonValue? _item;
    private int _itemIndex;
    private JsonValue? _context;
    private Random? _random;

    public DecisionBuilder(Execution execution, DateTimeOffset now)
    {
        _execution = execution.Copy();
        _selected = Branch = execution.Root;
        if (!execution.HasStepsLeft)
        {
            _execution.UnrecordedEvaluationSteps = 0;
        }

        foreach (var origin in execution.Ready)
        {
            Wake(origin);
        }

        SetTime(now);
    }

    public StateMachine Machine => _execution.Machine;

    public ExecutionStart Start => _execution.Start;

    public DateTimeOffset Now { get; private set; }

    public ExecutionOutcome Outcome => _execution.Outcome;

    public RedriveState Redrives => _execution.Redrives;

    public AwaitedBranches Awaited
    {
        get => _execution.Awaited;
        set => _execution.Awaited = value;
    }

    public PendingStep Pending
    {
        get => _execution.Pending;
        set => _execution.Pending = value;
    }

    /// <summary>What StopExecution was called with, while <see cref="PendingStep.Abort"/> is pending.</summary>
    public StateError? Stop { get; set; }

    public long LastEventId => _execution.LastEventId;

    public DateTimeOffset LastEventTime => _execution.LastEventTime;

    public bool IsFinished => _execution.IsFinished;

    public DateTimeOffset? Deadline => _execution.Deadline;

    public IReadOnlyList<HistoryEvent> Events => _events;

    public List<Effect> Effects { get; } = [];

    /// <summary>Random numbers for the current step. They depend on the seed and the place in the history.</summary>
    public Random Random => _random ??= DeterministicRandom.Create(Start, LastEventId, Branch.LastEventId, _itemIndex);

    /// <summary>The test that runs the state; null in an execution.</summary>
    public StateTest? Test { get; init; }

    /// <summary>Ends the decision between two steps.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>How many more steps the decision may take.</summary>
    public int StepsLeft { get; set; } = int.MaxValue;

    JsonValue IEvaluationSource.Context => Test?.Context ?? (_context ??= ContextObject.Create(this, _item is { } item ? (_itemIndex, item) : null));

    VariableScope IEvaluationSource.Variables => Branch.Variables;

    Random IEvaluationSource.Random => Random;

    public void SetTime(DateTimeOffset now) => Now = ExecutionTime.Floor(now < LastEventTime ? LastEventTime : now);

    public EvaluationScope Scope(JsonValue input) => new(input, this);

    void IEvaluationBudget.Spend(long steps)
    {
        CancellationToken.ThrowIfCancellationRequested();
        // A replay does not repeat all the work for the items of a distributed Map, so this work has a count of its own.
        var isRecorded = Branch.Origin.IsRecorded && Branch.Progress is not FanOut { Plan.IsDistributed: true };
        var left = Interpreter.MaxEvaluationSteps - (isRecorded ? _execution.EvaluationSteps : _execution.UnrecordedEvaluationSteps);
        if (isRecorded)
        {
            _execution.EvaluationSteps += (int)Math.Min(steps, left);
        }
        else
        {
            _execution.UnrecordedEvaluationSteps += (int)Math.Min(steps, left);
        }

        if (steps > left)
        {
            throw StateException.Runtime(ErrorCauses.EvaluationLimit);
        }
    }

    /// <summary>
    /// Counts a state that an item of a distributed Map enters, which has no event in this history. Without a limit, items could enter
    /// states without end.
    /// </summary>
    /// <returns>False if the execution has entered too many, and has failed.</returns>
    public bool CountItemState()
    {
        if (++_execution.ItemStates <= Interpreter.MaxItemStates)
        {
            return true;
        }

        ExecutionLifecycle.Fail(this, LastEventId, new StateError(ErrorNames.Runtime, ErrorCauses.ItemStateLimit));
        return false;
    }

    /// <summary>Adds an effect. After the end of the execution it has no effect.</summary>
    public void Do(Effect effect)
    {
        if (!IsFinished)
        {
            Effects.Add(effect);
        }
    }

    /// <summary>Starts the task or the timer that the selected branch waits for from now on.</summary>
    public void Await()
    {
        if (!IsFinished)
        {
            Awaited = Awaited.Add(Branch);
            PendingEffects.Add(Start, Branch, Effects);
        }
    }

    /// <summary>The id that the next event of the selected branch will have.</summary>
    public long NextId => Branch.Origin.IsRecorded ? LastEventId + 1 : _execution.LastUnrecordedId - 1;

    /// <summary>Writes an event that follows the last event of the selected branch.</summary>
    /// <returns>The id of the event.</returns>
    public long Write(HistoryEventType type, HistoryDetails? details) => Write(Branch.LastEventId, type, details);

    /// <inheritdoc cref="Write(HistoryEventType, HistoryDetails?)"/>
    public long Write(long previousEventId, HistoryEventType type, HistoryDetails? details)
    {
        if (!Branch.Origin.IsRecorded)
        {
            return --_execution.LastUnrecordedId;
        }

        if (LastEventId == Interpreter.MaxHistoryEvents - 1)
        {
            ExecutionLifecycle.Fail(this, previousEventId, new StateError(ErrorNames.Runtime, ErrorCauses.HistoryLimit));
            return LastEventId;
        }

        return WriteToExecution(previousEventId, type, details);
    }

    /// <summary>Writes an event of the execution as a whole.</summary>
    public long WriteToExecution(long previousEventId, HistoryEventType type, HistoryDetails? details)
    {
        var e = new HistoryEvent(LastEventId + 1, previousEventId, Now, type, details);
        _execution.LastEventId = e.Id;
        _execution.LastEventTime = Now;
        _events.Add(e);
        _random = null;
        return e.Id;
    }

    /// <summary>Removes and returns the first event; null if no event is written.</summary>
    public HistoryEvent? TakeEvent()
    {
        if (_events is not [var first, ..])
        {
            return null;
        }

        _events.RemoveAt(0);
        return first;
    }

    /// <summary>The execution has ended. Nothing in it takes another step.</summary>
    public void Finish(ExecutionOutcome outcome)
    {
        _execution.Outcome = outcome;
        Awaited = AwaitedBranches.None;
        _next = null;
        _others = null;
    }

    /// <summary>The execution runs again. Its expressions have a new budget.</summary>
    public void Redrive()
    {
        _execution.Outcome = ExecutionOutcome.Running;
        _execution.Redrives = new RedriveState(Redrives.Count + 1, Now);
        _execution.EvaluationSteps = 0;
        _execution.ItemStates = 0;
    }

    /// <summary>The execution after all steps so far. The builder must not be used after that.</summary>
    public Execution BuildExecution()
    {
        _execution.Root = Root;
        _execution.Ready = Ready;
        return _execution;
    }

    /// <param name="includesPending">Whether the effects are all pending effects, for a host that starts or restarts.</param>
    public Decision Build(bool includesPending)
    {
        var execution = BuildExecution();
        if (!includesPending)
        {
            return new Decision(execution, _events, Effects);
        }

        if (!IsFinished)
        {
            return new Decision(execution, _events, execution.PendingEffects);
        }

        // The host may have stopped before it could act on the end.
        if (Effects.Count == 0)
        {
            Effects.Add(new Effect.ExecutionFinished(Outcome.Status, Outcome.Output, Outcome.Error, Outcome.Cause));
        }

        return new Decision(execution, _events, Effects);
    }
}
