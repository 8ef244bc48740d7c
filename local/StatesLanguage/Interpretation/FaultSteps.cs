using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>What becomes of an error: a retry, a catcher, or the end of the strand. Written once, for all types of state.</summary>
internal static class FaultSteps
{
    /// <returns>Whether the strand has more to do at once.</returns>
    public static bool Take(Engine engine, Strand strand)
    {
        if (TryRetry(engine, strand))
        {
            return false;
        }

        strand.Phase = Phase.Collapse;
        return true;
    }

    /// <summary>No retry is left. A Parallel or a Map that was at work says so first; then a catcher takes the error, or nobody.</summary>
    public static bool Collapse(Engine engine, Strand strand)
    {
        if (strand.Group is not null)
        {
            engine.Write(
                strand,
                strand.State.Type == StateType.Map ? HistoryEventType.MapStateFailed : HistoryEventType.ParallelStateFailed,
                null
            );
            strand.Phase = Phase.Fallen;
            return true;
        }
        return Fall(engine, strand);
    }

    /// <returns>Whether the strand has more to do at once.</returns>
    public static bool Fall(Engine engine, Strand strand)
    {
        foreach (var catcher in strand.State.Catch)
        {
            if (!catcher.Covers(strand.Error, strand.HeartbeatMissed))
            {
                continue;
            }

            try
            {
                return Catch(engine, strand, catcher);
            }
            catch (StateFault fault)
            {
                // An error of the catcher itself is no error that a catcher could take.
                strand.Error = ErrorNames.Runtime;
                strand.Cause = StrandSteps.CauseOf(strand, fault);
                break;
            }
        }
        strand.Phase = Phase.Ended;
        if (strand.Parent is null)
        {
            ExecutionSteps.Fail(engine, strand.Last, strand.Error, strand.Cause);
        }
        else
        {
            GroupSteps.ChildFailed(engine, strand.Parent, strand);
        }

        return false;
    }

    // The first retrier that names the error decides, also when it has no attempts left.
    private static bool TryRetry(Engine engine, Strand strand)
    {
        var retriers = strand.State.Retry;
        for (var i = 0; i < retriers.Count; i++)
        {
            if (!retriers[i].Covers(strand.Error, strand.HeartbeatMissed))
            {
                continue;
            }

            strand.Retries ??= new int[retriers.Count];
            if (strand.Retries[i] >= retriers[i].MaxAttempts)
            {
                return false;
            }
            // Not from now: a host that was stopped here decides later, and a replay of its history must find the same time.
            strand.Due =
                engine.Execution.LastEventTime + retriers[i].Delay(strand.Retries[i], retriers[i].FullJitter ? engine.Random : null);
            strand.Retries[i]++;
            strand.Attempt++;
            strand.Group = null;
            strand.Phase = Phase.Waiting;
            engine.Do(new Effect.StartTimer(strand.Timer, strand.Due.Value));
            return true;
        }
        return false;
    }

    private static bool Catch(Engine engine, Strand strand, Catcher catcher)
    {
        var error = JsonObject.Of(("Error", JsonValue.Of(strand.Error ?? "")), ("Cause", JsonValue.Of(strand.Cause ?? "")));
        var output = DataLimit.Check(strand.State.Name, catcher.ResultPath.Apply(strand.Input, error));
        StateExit.Leave(engine, strand, output, StateExit.Assigned(engine, catcher.Assign, error));
        return StateExit.Go(engine, strand, catcher.NextState, output);
    }
}
