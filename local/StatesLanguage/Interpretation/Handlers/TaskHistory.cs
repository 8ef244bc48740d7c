using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Interpretation.Handlers;

/// <summary>The events of a task. A Lambda function, an activity and a service integration each have their own.</summary>
internal static class TaskHistory
{
    public static (HistoryEventType Type, HistoryDetails? Details) Scheduled(
        TaskResource resource,
        TaskProgress task,
        ExecutionStart start
    ) =>
        resource.Kind switch
        {
            TaskResourceKind.Lambda => (
                HistoryEventType.LambdaFunctionScheduled,
                new HistoryDetails.FunctionScheduled(resource.Arn, task.Parameters, task.TimeoutSeconds, null, task.RoleArn)
            ),
            TaskResourceKind.Activity => (
                HistoryEventType.ActivityScheduled,
                new HistoryDetails.FunctionScheduled(
                    resource.Arn,
                    task.Parameters,
                    task.TimeoutSeconds,
                    task.HeartbeatSeconds,
                    task.RoleArn
                )
            ),
            _ => (
                HistoryEventType.TaskScheduled,
                new HistoryDetails.TaskScheduled(
                    resource.ResourceType,
                    resource.Resource,
                    start.Region,
                    task.Parameters,
                    task.TimeoutSeconds,
                    task.HeartbeatSeconds,
                    task.RoleArn
                )
            ),
        };

    public static (HistoryEventType Type, HistoryDetails? Details) Started(TaskResource resource) =>
        resource.Kind switch
        {
            TaskResourceKind.Lambda => (HistoryEventType.LambdaFunctionStarted, null),
            TaskResourceKind.Activity => (HistoryEventType.ActivityStarted, null),
            _ => (HistoryEventType.TaskStarted, resource.Started),
        };

    public static (HistoryEventType Type, HistoryDetails? Details) Succeeded(TaskResource resource, JsonValue output) =>
        resource.Kind switch
        {
            TaskResourceKind.Lambda => (HistoryEventType.LambdaFunctionSucceeded, new HistoryDetails.Succeeded(output)),
            TaskResourceKind.Activity => (HistoryEventType.ActivitySucceeded, new HistoryDetails.Succeeded(output)),
            _ => (HistoryEventType.TaskSucceeded, Output(resource, output)),
        };

    public static (HistoryEventType Type, HistoryDetails? Details) Failed(TaskResource resource, StateError error) =>
        resource.Kind switch
        {
            TaskResourceKind.Lambda => (HistoryEventType.LambdaFunctionFailed, Error(error)),
            TaskResourceKind.Activity => (HistoryEventType.ActivityFailed, Error(error)),
            _ => (HistoryEventType.TaskFailed, Error(resource, error)),
        };

    public static (HistoryEventType Type, HistoryDetails? Details) TimedOut(TaskResource resource, StateError error) =>
        resource.Kind switch
        {
            TaskResourceKind.Lambda => (HistoryEventType.LambdaFunctionTimedOut, Error(error)),
            TaskResourceKind.Activity => (HistoryEventType.ActivityTimedOut, Error(error)),
            _ => (HistoryEventType.TaskTimedOut, Error(resource, error)),
        };

    public static HistoryDetails.TaskOutput Output(TaskResource resource, JsonValue output) =>
        new(resource.ResourceType, resource.Resource, output);

    private static HistoryDetails.Failed Error(StateError error) => new(error.Name, error.Cause);

    private static HistoryDetails.TaskFailed Error(TaskResource resource, StateError error) =>
        new(resource.ResourceType, resource.Resource, error.Name, error.Cause);
}
