using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.History;

/// <summary>
/// The details of an event. Documents are values; they become text when the event is written.
/// One record serves all the event types that have the same fields.
/// </summary>
public abstract record HistoryDetails
{
    private HistoryDetails() { }

    public sealed record ExecutionStarted(JsonValue Input, string? RoleArn) : HistoryDetails;

    /// <summary>For everything that ends with a document: an execution, a Lambda function, an activity.</summary>
    public sealed record Succeeded(JsonValue Output) : HistoryDetails;

    /// <summary>For everything that ends with an error, but <see cref="TaskFailed"/>.</summary>
    public sealed record Failed(string? Error, string? Cause) : HistoryDetails;

    public sealed record ExecutionRedriven(int RedriveCount) : HistoryDetails;

    public sealed record StateEntered(string Name, JsonValue Input) : HistoryDetails;

    /// <param name="AssignedVariables">Null where the state assigned none.</param>
    public sealed record StateExited(string Name, JsonValue Output, JsonObject? AssignedVariables) : HistoryDetails;

    /// <summary>A Lambda function called by its ARN, or an activity.</summary>
    public sealed record FunctionScheduled(
        string Resource,
        JsonValue Input,
        int? TimeoutInSeconds,
        int? HeartbeatInSeconds,
        string? CredentialsRoleArn = null
    ) : HistoryDetails;

    public sealed record TaskScheduled(
        string ResourceType,
        string Resource,
        string Region,
        JsonValue Parameters,
        int? TimeoutInSeconds,
        int? HeartbeatInSeconds,
        string? CredentialsRoleArn = null
    ) : HistoryDetails;

    public sealed record TaskStarted(string ResourceType, string Resource) : HistoryDetails;

    /// <summary>For TaskSubmitted and TaskSucceeded.</summary>
    public sealed record TaskOutput(string ResourceType, string Resource, JsonValue Output) : HistoryDetails;

    /// <summary>For TaskFailed and TaskTimedOut.</summary>
    public sealed record TaskFailed(string ResourceType, string Resource, string? Error, string? Cause) : HistoryDetails;

    public sealed record MapStateStarted(int Length) : HistoryDetails;

    public sealed record MapIteration(string Name, int Index) : HistoryDetails;

    public sealed record MapRunStarted(string MapRunArn) : HistoryDetails;
}
