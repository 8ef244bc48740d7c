using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Evaluation;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>The branches: which one takes the next step, and the tree that they are in.</summary>
internal sealed partial class DecisionBuilder
{
    private BranchOrigin? _next;
    private Queue<BranchOrigin>? _others;
    private ExecutionBranch _selected;

    /// <summary>The selected branch. Steps and expressions work on this branch.</summary>
    public ExecutionBranch Branch { get; set; }

    public ExecutionBranch Root
    {
        get
        {
            Store();
            return _execution.Root;
        }
    }

    public bool HasWork => Pending != PendingStep.None || (!IsFinished && (_next is not null || HasOthers));

    private bool HasOthers => _others is { Count: > 0 };

    private IReadOnlyList<BranchOrigin> Ready =>
        (_next, _others) switch
        {
            (null, null) => [],
            (null, { } others) => [.. others],
            ({ } next, null) => [next],
            ({ } next, { } others) => [next, .. others],
        };

    /// <summary>The variables of the selected branch after an assignment.</summary>
    /// <exception cref="StateException">The variables of the execution are too large together.</exception>
    public VariableScope Assign(JsonObject assigned)
    {
        var variables = Branch.Variables.With(assigned);
        _execution.AssignedBytes += assigned.Utf8Size;
        // Few executions ever assign so much. Only these count what is still in scope.
        if (_execution.AssignedBytes > Interpreter.MaxVariableBytes && StoredBytes(Branch.Origin, variables) > Interpreter.MaxVariableBytes)
        {
            throw StateException.DataLimitExceeded();
        }

        return variables;
    }

    /// <summary>Takes all steps, or as many as the decision may take.</summary>
    public void Drain()
    {
        while (HasWork && StepsLeft > 0)
        {
            CancellationToken.ThrowIfCancellationRequested();
            StepsLeft--;
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

        var origin = _next ??= _others!.Dequeue();
        Select(origin);
        if (!BranchStep.Take(this) && _next == origin)
        {
            _next = null;
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

        SelectItem(0, null);
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
        SelectItem(0, null);
    }

    /// <summary>Evaluates the following expressions for one item of the selected Map.</summary>
    public void SelectItem(int index, JsonValue? item)
    {
        _item = item;
        _itemIndex = index;
        _context = null;
        _random = null;
    }

    /// <summary>The selected branch can take a step, after the branches that are ready already.</summary>
    public void Wake() => Wake(Branch.Origin);

    /// <summary>Lets all other branches that are ready take their steps before the selected branch continues.</summary>
    /// <returns>Whether the branch can take another step now, because no other branch is ready.</returns>
    public bool YieldToOthers()
    {
        if (!HasOthers)
        {
            return true;
        }

        _others!.Enqueue(Branch.Origin);
        return false;
    }

    /// <summary>Adds a child to the fan-out of the selected branch.</summary>
    public FanOut Open(FanOut fanOut, ExecutionBranch child)
    {
        Wake(child.Origin);
        return fanOut with { Open = fanOut.Open.Add(child.Origin.Index, child) };
    }

    /// <summary>Makes sure that nothing inside the fan-out of the selected branch takes another step.</summary>
    public void Forget(FanOut fanOut)
    {
        if (_next?.IsInside(Branch.Origin) == true)
        {
            _next = null;
        }

        if (_others is not null)
        {
            _others = new Queue<BranchOrigin>(_others.Where(origin => !origin.IsInside(Branch.Origin)));
        }

        foreach (var child in fanOut.Open.Values)
        {
            StopAwaiting(child);
        }
    }

    /// <summary>The size of all variables in scope, where one branch has the given ones.</summary>
    private long StoredBytes(BranchOrigin changed, VariableScope variables)
    {
        // Each item of a distributed Map has variables of its own.
        return changed.IsRecorded ? StoredBytesBelow(Root) : variables.OwnBytes;

        long StoredBytesBelow(ExecutionBranch branch) =>
            branch.Origin == changed ? variables.OwnBytes
            : branch is { HasOpenChildren: true, FanOut: { Plan.IsDistributed: false } fanOut }
                ? branch.Variables.OwnBytes + fanOut.Open.Values.Sum(StoredBytesBelow)
            : branch.Variables.OwnBytes;
    }

    // An execution without a Parallel or a Map has one branch and needs no queue.
    private void Wake(BranchOrigin origin)
    {
        if (_next is null && !HasOthers)
        {
            _next = origin;
        }
        else
        {
            (_others ??= new Queue<BranchOrigin>()).Enqueue(origin);
        }
    }

    private void StopAwaiting(ExecutionBranch branch)
    {
        Awaited = Awaited.Remove(branch);
        if (branch.Progress is FanOut inner)
        {
            foreach (var child in inner.Open.Values)
            {
                StopAwaiting(child);
            }
        }
    }

    private void Load(BranchOrigin origin) => _selected = Branch = Find(origin);

    private ExecutionBranch Find(BranchOrigin origin) =>
        origin.Parent is null ? _execution.Root : Find(origin.Parent).FanOut.Open[origin.Index];

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

        _execution.Root = branch;
    }
}
