using System.Globalization;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>Parallel and Map: strands are started, tended and gathered; the first failure ends them all.</summary>
internal static class GroupSteps
{
    // An inline Map runs at most this many iterations at once, whatever MaxConcurrency says.
    // https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html
    private const int MaxInline = 40;
    private const int MaxDistributed = 10_000;

    public static bool Start(Engine engine, Strand strand, ParallelState parallel)
    {
        var scope = engine.Scope(parallel.Input.Apply(strand.Input, engine.Scope(strand.Input)));
        var input = DataLimit.Check(parallel.Name, parallel.Parameters?.Evaluate(scope) ?? scope.Input);
        engine.Write(strand, HistoryEventType.ParallelStateStarted, null);
        var group = new Group(input, null, parallel.Branches.Count, parallel.Branches.Count);
        strand.Group = group;
        for (var i = 0; i < group.Count; i++)
        {
            Open(
                engine,
                strand,
                new Strand(parallel.Branches[i], input, strand.Variables.Inner())
                {
                    Index = i,
                    Hidden = strand.Hidden,
                    Last = strand.Last,
                }
            );
        }

        strand.Phase = Phase.Gathering;
        return false;
    }

    public static bool Start(Engine engine, Strand strand, MapState map)
    {
        var scope = engine.Scope(map.Input.Apply(strand.Input, engine.Scope(strand.Input)));
        var items = ReadItems(map, scope);
        var limit = map.MaxConcurrency?.Read(scope) ?? 0;
        engine.Write(strand, HistoryEventType.MapStateStarted, new HistoryDetails.MapStateStarted(items.Count));
        var most = map.IsDistributed ? MaxDistributed : MaxInline;
        strand.Group = new Group(scope.Input, items, items.Count, limit == 0 ? most : Math.Min(limit, most))
        {
            Distributed = map.IsDistributed,
            Tolerated = Tolerated(map, scope, items.Count),
        };
        strand.Phase = Phase.Tending;
        return true;
    }

    /// <returns>Whether the strand has more to do at once.</returns>
    public static bool Take(Engine engine, Strand strand)
    {
        var group = strand.Group!;
        if (strand.Phase == Phase.Gathered)
        {
            return Gather(engine, strand, group);
        }

        if (group.Notices.TryDequeue(out var notice))
        {
            engine.WriteAside(strand, notice.Previous, notice.Type, notice.Details);
            return true;
        }
        if (group.Breaking)
        {
            strand.Phase = Phase.Fault;
            return true;
        }
        if (group is { Distributed: true, Announced: 0 })
        {
            engine.Write(strand, HistoryEventType.MapRunStarted, new HistoryDetails.MapRunStarted(MapRunArn(engine, strand)));
            group.Announced = 1;
            return true;
        }
        if (group.Next < group.Count && group.Open.Count < group.Limit)
        {
            Iterate(engine, strand, group);
            return true;
        }
        strand.Phase = group.Done == group.Count ? Phase.Gathered : Phase.Gathering;
        return strand.Phase == Phase.Gathered;
    }

    public static void ChildSucceeded(Engine engine, Strand parent, Strand child)
    {
        var group = parent.Group!;
        group.Results[child.Index] = child.Result;
        group.Open.Remove(child);
        group.Done++;
        if (group.Items is not null && !group.Distributed)
        {
            group.Notices.Enqueue(
                new(HistoryEventType.MapIterationSucceeded, child.Last, new HistoryDetails.MapIteration(parent.State.Name, child.Index))
            );
        }

        if (!child.Hidden)
        {
            parent.Last = child.Last;
        }

        Tend(engine, parent, group);
    }

    public static void ChildFailed(Engine engine, Strand parent, Strand child)
    {
        var group = parent.Group!;
        group.Failed++;
        if (group.Distributed && group.Failed <= group.Tolerated)
        {
            group.Open.Remove(child);
            group.Done++;
            Tend(engine, parent, group);
            return;
        }
        parent.Error = child.Error;
        parent.Cause = child.Cause;
        if (!group.Distributed)
        {
            parent.Last = child.Last;
        }

        Break(engine, parent, group, child, child.Index);
        if (parent.Phase == Phase.Tending)
        {
            return;
        }

        parent.Phase = Phase.Tending;
        engine.Wake(parent);
    }

    /// <summary>Ends a Parallel or a Map for the error that is its strand's: what is in progress is aborted.</summary>
    /// <param name="failed">The strand whose error it is; null where an iteration had none yet.</param>
    private static void Break(Engine engine, Strand parent, Group group, Strand? failed, int index)
    {
        if (group.Distributed)
        {
            parent.Error = ErrorNames.ExceedToleratedFailureThreshold;
            parent.Cause = "The specified tolerated failure threshold was exceeded";
            group.Notices.Enqueue(new(HistoryEventType.MapRunFailed, parent.Last, new HistoryDetails.Failed(parent.Error, parent.Cause)));
        }
        else
        {
            if (group.Items is not null)
            {
                group.Notices.Enqueue(
                    new(HistoryEventType.MapIterationFailed, parent.Last, new HistoryDetails.MapIteration(parent.State.Name, index))
                );
            }

            if (failed?.State.Type == StateType.Task)
            {
                group.Notices.Enqueue(new(HistoryEventType.TaskStateAborted, parent.Last, null));
            }

            foreach (var other in group.Open)
            {
                if (other != failed)
                {
                    Abort(group, parent, other, parent.Last);
                }
            }
        }
        foreach (var other in group.Open)
        {
            if (other != failed)
            {
                Cancel(engine, other);
            }
        }

        engine.Forget(group.Open);
        group.Breaking = true;
    }

    private static void Tend(Engine engine, Strand parent, Group group)
    {
        if (parent.Phase == Phase.Tending)
        {
            return;
        }

        if (group.Items is not null)
        {
            parent.Phase = Phase.Tending;
        }
        else if (group.Done == group.Count)
        {
            parent.Phase = Phase.Gathered;
        }
        else
        {
            return;
        }

        engine.Wake(parent);
    }

    private static bool Gather(Engine engine, Strand strand, Group group)
    {
        if (group is { Distributed: true, Announced: 1 })
        {
            engine.Write(strand, HistoryEventType.MapRunSucceeded, null);
            group.Announced = 2;
            return true;
        }
        if (group.Announced < 3)
        {
            engine.WriteAside(
                strand,
                strand.Last,
                strand.State.Type == StateType.Map ? HistoryEventType.MapStateSucceeded : HistoryEventType.ParallelStateSucceeded,
                null
            );
        }

        group.Announced = 3;
        strand.Result = new JsonArray([.. group.Results.OfType<JsonValue>()]);
        strand.Phase = Phase.Exit;
        return true;
    }

    private static void Iterate(Engine engine, Strand strand, Group group)
    {
        var map = (MapState)strand.State;
        var index = group.Next;
        var item = group.Items![index];
        var last = group.Distributed
            ? strand.Last
            : engine.WriteAside(
                strand,
                strand.Last,
                HistoryEventType.MapIterationStarted,
                new HistoryDetails.MapIteration(map.Name, index)
            );
        var input = item;
        if (map.ItemSelector is { } selector)
        {
            try
            {
                engine.FocusItem(strand, index, item);
                input = DataLimit.Check(map.Name, selector.Evaluate(engine.Scope(group.Input)));
            }
            catch (StateFault fault)
            {
                // The iteration has started already, so it is the iteration that fails.
                strand.Last = last;
                strand.Error = fault.Error;
                strand.Cause = StrandSteps.CauseOf(strand, fault);
                Break(engine, strand, group, null, index);
                return;
            }
        }
        group.Next++;
        Open(
            engine,
            strand,
            new Strand(map.Processor, input, group.Distributed ? VariableScope.Empty : strand.Variables.Inner())
            {
                Index = index,
                Item = item,
                Hidden = strand.Hidden || group.Distributed,
                Last = last,
            }
        );
    }

    private static void Open(Engine engine, Strand parent, Strand child)
    {
        parent.Adopt(child);
        parent.Group!.Open.Add(child);
        engine.Wake(child);
    }

    /// <summary>The events that say what was in progress when its Parallel or Map failed.</summary>
    private static void Abort(Group group, Strand parent, Strand strand, long previous)
    {
        if (parent.State.Type == StateType.Map)
        {
            group.Notices.Enqueue(
                new(HistoryEventType.MapIterationAborted, previous, new HistoryDetails.MapIteration(parent.State.Name, strand.Index))
            );
        }

        if (strand.Phase == Phase.Enter)
        {
            return;
        }

        if (strand.Group is { } inner)
        {
            foreach (var child in inner.Open)
            {
                Abort(group, strand, child, previous);
            }
        }

        HistoryEventType? aborted = strand.State.Type switch
        {
            StateType.Task => HistoryEventType.TaskStateAborted,
            StateType.Wait => HistoryEventType.WaitStateAborted,
            StateType.Parallel => HistoryEventType.ParallelStateAborted,
            StateType.Map => HistoryEventType.MapStateAborted,
            _ => null,
        };
        if (aborted is { } type)
        {
            group.Notices.Enqueue(new(type, previous, null));
        }
    }

    private static void Cancel(Engine engine, Strand strand)
    {
        switch (strand.Phase)
        {
            case Phase.Running:
                engine.Do(new Effect.CancelTask(strand.TaskId));
                if (strand.Due is not null)
                {
                    engine.Do(new Effect.CancelTimer(strand.Timer));
                }

                if (strand.HeartbeatDue is not null)
                {
                    engine.Do(new Effect.CancelTimer(strand.HeartbeatTimer));
                }

                break;
            case Phase.Waiting:
                engine.Do(new Effect.CancelTimer(strand.Timer));
                break;
            case Phase.Gathering or Phase.Tending:
                foreach (var child in strand.Group!.Open)
                {
                    Cancel(engine, child);
                }

                break;
        }
    }

    private static JsonArray ReadItems(MapState map, in EvaluationScope scope)
    {
        var value = scope.Input;
        if (map.ItemsPath is { } path && !scope.TryResolve(path, out value))
        {
            throw StateFault.Runtime($"Invalid path '{path.Text}' : {scope.Explain(path)}");
        }

        return value as JsonArray ?? throw StateFault.Runtime($"Reference path \"{map.ItemsPath?.Text ?? "$"}\" must point to array.");
    }

    private static double Tolerated(MapState map, in EvaluationScope scope, int count)
    {
        double tolerated = map.ToleratedFailureCount?.Read(scope) ?? 0;
        if (map.ToleratedFailurePercentage is { } percentage)
        {
            tolerated = Math.Max(tolerated, percentage.Read(scope) / 100 * count);
        }

        return tolerated;
    }

    private static string MapRunArn(Engine engine, Strand strand)
    {
        var parts = engine.Execution.Start.ExecutionArn.Split(':');
        var run = new byte[16];
        Fill(engine.Random, run);
        var label = ((MapState)strand.State).Label ?? strand.State.Name;
        return parts.Length < 5
            ? $"{engine.Execution.Start.ExecutionArn}/{label}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join(':', parts[..5])}:mapRun:{engine.Execution.Start.StateMachineName}/{label}:{new Guid(run)}"
            );
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Security",
        "CA5394",
        Justification = "A name, and no secret; it must be the same again when a history is replayed."
    )]
    private static void Fill(Random random, byte[] bytes) => random.NextBytes(bytes);
}
