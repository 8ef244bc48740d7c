using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>From a Task's schedule to its result, in the events of its kind of resource.</summary>
internal static class TaskSteps
{
    public static void Schedule(Engine engine, Strand strand, TaskState task)
    {
        var scope = engine.Scope(task.Input.Apply(strand.Input, engine.Scope(strand.Input)));
        var parameters = DataLimit.Check(task.Name, task.Parameters?.Evaluate(scope) ?? scope.Input);
        strand.TimeoutSeconds = task.Timeout?.Read(scope);
        strand.HeartbeatSeconds = task.Heartbeat?.Read(scope);
        strand.Parameters = parameters;
        strand.Submitted = false;
        strand.HeartbeatMissed = false;
        strand.Role = task.Credentials?.Evaluate(scope)["RoleArn"] is JsonString role ? role.Value : null;
        strand.TaskId = engine.NextId(strand);
        var resource = task.Resource;
        switch (resource.Kind)
        {
            case TaskResourceKind.Lambda:
                engine.Write(
                    strand,
                    HistoryEventType.LambdaFunctionScheduled,
                    new HistoryDetails.FunctionScheduled(resource.Arn, parameters, strand.TimeoutSeconds, null, strand.Role)
                );
                break;
            case TaskResourceKind.Activity:
                engine.Write(
                    strand,
                    HistoryEventType.ActivityScheduled,
                    new HistoryDetails.FunctionScheduled(
                        resource.Arn,
                        parameters,
                        strand.TimeoutSeconds,
                        strand.HeartbeatSeconds,
                        strand.Role
                    )
                );
                break;
            default:
                engine.Write(
                    strand,
                    HistoryEventType.TaskScheduled,
                    new HistoryDetails.TaskScheduled(
                        resource.ResourceType,
                        resource.Resource,
                        engine.Execution.Region,
                        parameters,
                        strand.TimeoutSeconds,
                        strand.HeartbeatSeconds,
                        strand.Role
                    )
                );
                break;
        }
        strand.Phase = Phase.Launch;
    }

    /// <returns>Whether the strand has more to do at once.</returns>
    public static bool Take(Engine engine, Strand strand)
    {
        var resource = ((TaskState)strand.State).Resource;
        switch (strand.Phase)
        {
            case Phase.Launch:
                Launch(engine, strand, resource);
                return false;
            case Phase.Submitting:
                engine.Write(
                    strand,
                    HistoryEventType.TaskSubmitted,
                    new HistoryDetails.TaskOutput(resource.ResourceType, resource.Resource, strand.Result!)
                );
                strand.Result = null;
                strand.Submitted = true;
                strand.Phase = Phase.Running;
                return false;
            case Phase.Succeeding:
                WriteSuccess(engine, strand, resource);
                strand.Phase = Phase.Exit;
                break;
            case Phase.Failing:
                WriteFailure(
                    engine,
                    strand,
                    resource,
                    HistoryEventType.LambdaFunctionFailed,
                    HistoryEventType.ActivityFailed,
                    HistoryEventType.TaskFailed
                );
                break;
            default:
                WriteFailure(
                    engine,
                    strand,
                    resource,
                    HistoryEventType.LambdaFunctionTimedOut,
                    HistoryEventType.ActivityTimedOut,
                    HistoryEventType.TaskTimedOut
                );
                break;
        }
        // What arrived at the same moment is written before anything follows from it.
        engine.Wake(strand);
        return false;
    }

    private static void Launch(Engine engine, Strand strand, TaskResource resource)
    {
        switch (resource.Kind)
        {
            case TaskResourceKind.Lambda:
                engine.Write(strand, HistoryEventType.LambdaFunctionStarted, null);
                break;
            case TaskResourceKind.Activity:
                engine.Write(strand, HistoryEventType.ActivityStarted, null);
                break;
            default:
                engine.Write(strand, HistoryEventType.TaskStarted, resource.Started);
                break;
        }
        strand.Phase = Phase.Running;
        engine.Do(Outstanding.Invocation(engine.Execution, strand));
        if (strand.TimeoutSeconds is { } timeout)
        {
            strand.Due = engine.Now.AddSeconds(timeout);
            engine.Do(new Effect.StartTimer(strand.Timer, strand.Due.Value));
        }
        if (strand.HeartbeatSeconds is { } heartbeat)
        {
            strand.HeartbeatDue = engine.Now.AddSeconds(heartbeat);
            engine.Do(new Effect.StartTimer(strand.HeartbeatTimer, strand.HeartbeatDue.Value));
        }
    }

    private static void WriteSuccess(Engine engine, Strand strand, TaskResource resource)
    {
        var output = strand.Result!;
        switch (resource.Kind)
        {
            case TaskResourceKind.Lambda:
                engine.Write(strand, HistoryEventType.LambdaFunctionSucceeded, new HistoryDetails.Succeeded(output));
                break;
            case TaskResourceKind.Activity:
                engine.Write(strand, HistoryEventType.ActivitySucceeded, new HistoryDetails.Succeeded(output));
                break;
            default:
                engine.Write(
                    strand,
                    HistoryEventType.TaskSucceeded,
                    new HistoryDetails.TaskOutput(resource.ResourceType, resource.Resource, output)
                );
                break;
        }
    }

    private static void WriteFailure(
        Engine engine,
        Strand strand,
        TaskResource resource,
        HistoryEventType lambda,
        HistoryEventType activity,
        HistoryEventType integration
    )
    {
        switch (resource.Kind)
        {
            case TaskResourceKind.Lambda:
                engine.Write(strand, lambda, new HistoryDetails.Failed(strand.Error, strand.Cause));
                break;
            case TaskResourceKind.Activity:
                engine.Write(strand, activity, new HistoryDetails.Failed(strand.Error, strand.Cause));
                break;
            default:
                engine.Write(
                    strand,
                    integration,
                    new HistoryDetails.TaskFailed(resource.ResourceType, resource.Resource, strand.Error, strand.Cause)
                );
                break;
        }
        strand.Phase = Phase.Fault;
    }
}
