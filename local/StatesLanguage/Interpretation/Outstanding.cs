using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>What an execution waits for, as the effects that a host would have to repeat.</summary>
internal static class Outstanding
{
    public static List<Effect> Of(Execution execution)
    {
        var effects = new List<Effect>();
        if (execution.IsFinished || execution.Pending == PendingStep.Start)
        {
            return effects;
        }

        if (ExecutionSteps.Deadline(execution) is { } due)
        {
            effects.Add(new Effect.StartTimer(new TimerId(TimerKind.ExecutionTimeout, 0), due));
        }

        Collect(execution, execution.Root, effects);
        return effects;
    }

    public static Effect.InvokeTask Invocation(Execution execution, Strand strand)
    {
        var resource = ((TaskState)strand.State).Resource;
        var token =
            resource.WaitsForToken || resource.Kind == TaskResourceKind.Activity
                ? TaskToken.Create(execution.Start.ExecutionArn, strand.TaskId)
                : null;
        return new Effect.InvokeTask(
            strand.TaskId,
            strand.EnteredId,
            strand.State.Name,
            strand.Attempt,
            resource,
            strand.Parameters!,
            strand.TimeoutSeconds,
            strand.HeartbeatSeconds,
            token,
            strand.Submitted,
            strand.Role
        );
    }

    private static void Collect(Execution execution, Strand strand, List<Effect> effects)
    {
        switch (strand.Phase)
        {
            case Phase.Running:
                effects.Add(Invocation(execution, strand));
                if (strand.Due is { } timeout)
                {
                    effects.Add(new Effect.StartTimer(strand.Timer, timeout));
                }

                if (strand.HeartbeatDue is { } heartbeat)
                {
                    effects.Add(new Effect.StartTimer(strand.HeartbeatTimer, heartbeat));
                }

                break;
            case Phase.Waiting:
                effects.Add(new Effect.StartTimer(strand.Timer, strand.Due!.Value));
                break;
            case Phase.Gathering or Phase.Tending:
                foreach (var child in strand.Group!.Open)
                {
                    Collect(execution, child, effects);
                }

                break;
        }
    }
}
