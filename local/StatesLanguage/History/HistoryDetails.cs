using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.History;

/// <summary>
/// The details of a history event. Event types with the same fields share a record. Inputs and outputs are JSON values; the
/// API has them as text. Immutable.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html</remarks>
public abstract record HistoryDetails
{
    private HistoryDetails() { }

    /// <summary>For ExecutionStarted.</summary>
    /// <param name="Input">The input of the execution.</param>
    /// <param name="RoleArn">The execution role; null without one.</param>
    public sealed record ExecutionStarted(JsonValue Input, string? RoleArn) : HistoryDetails;

    /// <summary>For ExecutionSucceeded, LambdaFunctionSucceeded and ActivitySucceeded.</summary>
    /// <param name="Output">The output of the execution, or the result of the function or the activity.</param>
    public sealed record Succeeded(JsonValue Output) : HistoryDetails;

    /// <summary>
    /// For the types that end in Failed, TimedOut or Aborted, except those of <see cref="TaskFailed"/> and
    /// <see cref="EvaluationFailed"/>.
    /// </summary>
    /// <param name="Error">The error name; null without one.</param>
    /// <param name="Cause">The cause, for a person; null without one.</param>
    public sealed record Failed(string? Error, string? Cause) : HistoryDetails;

    /// <summary>For EvaluationFailed.</summary>
    /// <param name="State">The name of the state.</param>
    /// <param name="Location">The field whose expression has failed, for example <c>Output/total</c>; null without a field.</param>
    /// <param name="Error">The error name, States.QueryEvaluationError.</param>
    /// <param name="Cause">The cause, for a person.</param>
    public sealed record EvaluationFailed(string State, string? Location, string? Error, string? Cause) : HistoryDetails;

    /// <summary>For ExecutionRedriven.</summary>
    /// <param name="RedriveCount">The number of redrives, with this one.</param>
    public sealed record ExecutionRedriven(int RedriveCount) : HistoryDetails;

    /// <summary>For the types that end in StateEntered.</summary>
    /// <param name="Name">The name of the state.</param>
    /// <param name="Input">The input of the state, before InputPath.</param>
    public sealed record StateEntered(string Name, JsonValue Input) : HistoryDetails;

    /// <summary>For the types that end in StateExited.</summary>
    /// <param name="Name">The name of the state.</param>
    /// <param name="Output">The output of the state.</param>
    /// <param name="AssignedVariables">The variables that the state has assigned; null without any.</param>
    public sealed record StateExited(string Name, JsonValue Output, JsonObject? AssignedVariables) : HistoryDetails;

    /// <summary>For LambdaFunctionScheduled and ActivityScheduled.</summary>
    /// <param name="Resource">The ARN of the function or the activity.</param>
    /// <param name="Input">The input of the call.</param>
    /// <param name="TimeoutInSeconds">The timeout of the task, in seconds; null without one.</param>
    /// <param name="HeartbeatInSeconds">The longest time between two heartbeats, in seconds; null without a limit.</param>
    /// <param name="CredentialsRoleArn">The role of the field Credentials; null without one.</param>
    public sealed record FunctionScheduled(
        string Resource,
        JsonValue Input,
        int? TimeoutInSeconds,
        int? HeartbeatInSeconds,
        string? CredentialsRoleArn = null
    ) : HistoryDetails;

    /// <summary>For TaskScheduled, the event of a service integration.</summary>
    /// <param name="ResourceType">The service, for example <c>sqs</c>.</param>
    /// <param name="Resource">The action with its pattern, for example <c>sendMessage.waitForTaskToken</c>.</param>
    /// <param name="Region">The Region of the execution.</param>
    /// <param name="Parameters">The input of the call.</param>
    /// <param name="TimeoutInSeconds">The timeout of the task, in seconds; null without one.</param>
    /// <param name="HeartbeatInSeconds">The longest time between two heartbeats, in seconds; null without a limit.</param>
    /// <param name="CredentialsRoleArn">The role of the field Credentials; null without one.</param>
    public sealed record TaskScheduled(
        string ResourceType,
        string Resource,
        string Region,
        JsonValue Parameters,
        int? TimeoutInSeconds,
        int? HeartbeatInSeconds,
        string? CredentialsRoleArn = null
    ) : HistoryDetails;

    /// <summary>For TaskStarted.</summary>
    /// <param name="ResourceType">The service.</param>
    /// <param name="Resource">The action with its pattern.</param>
    public sealed record TaskStarted(string ResourceType, string Resource) : HistoryDetails;

    /// <summary>For TaskSubmitted and TaskSucceeded.</summary>
    /// <param name="ResourceType">The service.</param>
    /// <param name="Resource">The action with its pattern.</param>
    /// <param name="Output">The response of the service, or the result of the task.</param>
    public sealed record TaskOutput(string ResourceType, string Resource, JsonValue Output) : HistoryDetails;

    /// <summary>For TaskFailed, TaskTimedOut, TaskStartFailed and TaskSubmitFailed.</summary>
    /// <param name="ResourceType">The service.</param>
    /// <param name="Resource">The action with its pattern.</param>
    /// <param name="Error">The error name; null without one.</param>
    /// <param name="Cause">The cause, for a person; null without one.</param>
    public sealed record TaskFailed(string ResourceType, string Resource, string? Error, string? Cause) : HistoryDetails;

    /// <summary>For MapStateStarted.</summary>
    /// <param name="Length">The number of items.</param>
    public sealed record MapStateStarted(int Length) : HistoryDetails;

    /// <summary>For the types that begin with MapIteration.</summary>
    /// <param name="Name">The name of the Map state.</param>
    /// <param name="Index">The index of the item, from 0.</param>
    public sealed record MapIteration(string Name, int Index) : HistoryDetails;

    /// <summary>For MapRunStarted.</summary>
    /// <param name="MapRunArn">The ARN of the Map run.</param>
    public sealed record MapRunStarted(string MapRunArn) : HistoryDetails;
}
