using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>
/// Builds one decision. The work is done in steps that write at most one event each. Everything that a later step needs is
/// in the execution, so a history that ends anywhere can be continued.
/// </summary>
internal sealed class DecisionBuilder : IEvaluationSource
{
    private readonly Execution _before;
    private readonly List<HistoryEvent> _events = new(8);
    private readonly Queue<BranchOrigin> _ready;
    private ExecutionBranch _root;
    private ExecutionBranch _selected;
    private (int Index, JsonValue Value)? _item;
    private JsonValue? _context;
    private Random? _random;

    public DecisionBuilder(Execution execution, DateTimeOffset now)
    {
        _before = execution;
        _ready = new Queue<BranchOrigin>(execution.Ready);
        _root = _selected = Branch = execution.Root;
        Outcome = execution.Outcome;
        Redrives = execution.Redrives;
        Awaited = execution.Awaited;
        Pending = execution.Pending;
        LastEventId = execution.LastEventId;
        LastEventTime = execution.LastEventTime;
        LastUnrecordedId = execution.LastUnrecordedId;
        SetTime(now);
    }

    public StateMachine Machine => _before.Machine;

    public ExecutionStart Start => _before.Start;

    public string Region => _before.Region;

    public DateTimeOffset Now { get; private set; }

    public ExecutionOutcome Outcome { get; set; }

    public RedriveState Redrives { get; set; }

    public AwaitedBranches Awaited { get; set; }

    public PendingStep Pending { get; set; }

    /// <summary>What StopExecution was called with, while <see cref="PendingStep.Abort"/> is pending.</summary>
    public StateError? Stop { get; set; }

    public long LastEventId { get; private set; }

    public DateTimeOffset LastEventTime { get; private set; }

    /// <summary>Counts down: ids for what happens inside a distributed Map, outside this history.</summary>
    public long LastUnrecordedId { get; private set; }

    public bool IsFinished => Outcome.Status != ExecutionStatus.Running;

    /// <summary>The selected branch. Steps and expressions work on this branch.</summary>
    public ExecutionBranch Branch { get; set; }

    public ExecutionBranch Root
    {
        get
        {
            Store();
            return _root;
        }
    }

    public DateTimeOffset? Deadline => ExecutionLifecycle.Deadline(Machine, Start, Redrives);

    public IReadOnlyList<HistoryEvent> Events => _events;

    public List<Effect> Effects { get; } = [];

    public bool HasWork => Pending != PendingStep.None || (_ready.Count > 0 && !IsFinished);

    JsonValue IEvaluationSource.Context => _context ??= ContextObject.Create(this, _item);

    VariableScope IEvaluationSource.Variables => Branch.Variables;

    Random IEvaluationSource.Random => Random;

    /// <summary>Random numbers for the current step. They depend on the seed and the place in the history.</summary>
    public Random Random => _random ??= DeterministicRandom.Create(Start, LastEventId, Branch.LastEventId, _item?.Index ?? 0);

    public void SetTime(DateTimeOffset now) => Now = ExecutionTime.Floor(now < LastEventTime ? LastEventTime : now);

    public EvaluationScope Scope(JsonValue input) => new(input, this);

    public void Drain()
    {
        while (HasWork)
        {
            Step();
        }
    }

    /// <summary>Takes one step, which writes at most one event.</summary>
    public void Step()
    {
        if (Pending != PendingStep.None)
        {
            ExecutionLifecycle.Step(this);
            return;
        }

        var origin = _ready.Peek();
        Select(origin);
        if (!BranchStep.Take(this) && _ready.TryPeek(out var first) && first == origin)
        {
            _ready.Dequeue();
        }
    }

    /// <summary>Makes another branch the selected one.</summary>
    public void Select(BranchOrigin origin)
    {
        if (Branch.Origin != origin)
        {
            Store();
            Load(origin);
        }

        _item = null;
        _context = null;
        _random = null;
    }

    /// <summary>Selects the parent of the selected branch, which has ended.</summary>
    /// <param name="keep">Whether the ended branch is kept, so that a redrive can resume it.</param>
    public void SelectParent(bool keep)
    {
        if (keep)
        {
            Store();
        }

        Load(Branch.Origin.Parent!);
        Select(Branch.Origin);
    }

    /// <summary>Evaluates the following expressions for one item of the selected Map.</summary>
    public void SelectItem(int index, JsonValue item)
    {
        Select(Branch.Origin);
        _item = (index, item);
    }

    public void Wake() => _ready.Enqueue(Branch.Origin);

    /// <summary>Adds a child to the fan-out of the selected branch.</summary>
    public FanOut Open(FanOut fanOut, ExecutionBranch child)
    {
        _ready.Enqueue(child.Origin);
        return fanOut with { Open = fanOut.Open.Add(child.Origin.Index, child) };
    }

    /// <summary>Makes sure that nothing inside the fan-out of the selected branch takes another step.</summary>
    public void Forget(FanOut fanOut)
    {
        for (var left = _ready.Count; left > 0; left--)
        {
            var origin = _ready.Dequeue();
            if (!origin.IsInside(Branch.Origin))
            {
                _ready.Enqueue(origin);
            }
        }

        foreach (var child in fanOut.Open.Values)
        {
            Unawait(child);
        }
    }

    /// <summary>The execution has ended. Nothing in it takes another step.</summary>
    public void Finish(ExecutionOutcome outcome)
    {
        Outcome = outcome;
        Awaited = AwaitedBranches.None;
        _ready.Clear();
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
    public long NextId => Branch.Origin.IsRecorded ? LastEventId + 1 : LastUnrecordedId - 1;

    /// <summary>Writes an event that follows the last event of the selected branch.</summary>
    /// <returns>The id of the event.</returns>
    public long Write(HistoryEventType type, HistoryDetails? details) => Write(Branch.LastEventId, type, details);

    /// <inheritdoc cref="Write(HistoryEventType, HistoryDetails?)"/>
    public long Write(long previousEventId, HistoryEventType type, HistoryDetails? details)
    {
        if (!Branch.Origin.IsRecorded)
        {
            return --LastUnrecordedId;
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
        LastEventId = e.Id;
        LastEventTime = Now;
        _events.Add(e);
        _random = null;
        return e.Id;
    }

    public Execution BuildExecution() =>
        new(Machine, Start, Region, Root)
        {
            Ready = _ready.Count == 0 ? [] : _ready.ToArray(),
            Outcome = Outcome,
            Redrives = Redrives,
            Awaited = Awaited,
            Pending = Pending,
            LastEventId = LastEventId,
            LastEventTime = LastEventTime,
            LastUnrecordedId = LastUnrecordedId,
        };

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

    private void Unawait(ExecutionBranch branch)
    {
        Awaited = Awaited.Remove(branch);
        if (branch.Progress is FanOut inner)
        {
            foreach (var child in inner.Open.Values)
            {
                Unawait(child);
            }
        }
    }

    private void Load(BranchOrigin origin) => _selected = Branch = Find(origin);

    private ExecutionBranch Find(BranchOrigin origin) =>
        origin.Parent is null ? _root : Find(origin.Parent).FanOut.Open[origin.Index];

    // Puts the selected branch back into its fan-out, and so on up to the execution's own branch.
    private void Store()
    {
        if (ReferenceEquals(Branch, _selected))
        {
            return;
        }

        var branch = _selected = Branch;
        while (branch.Origin.Parent is { } origin)
        {
            var parent = Find(origin);
            var fanOut = parent.FanOut;
            branch = parent with { Progress = fanOut with { Open = fanOut.Open.SetItem(branch.Origin.Index, branch) } };
        }

        _root = branch;
    }
}
