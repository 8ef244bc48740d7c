using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.StatesLanguage;

/// <summary>An action for the host. The host first stores the events of the same decision. Immutable.</summary>
public abstract record Effect
{
    private Effect() { }

    /// <summary>
    /// Call the resource. Answer with <see cref="ExecutionEvent.TaskSucceeded"/> or <see cref="ExecutionEvent.TaskFailed"/>. A
    /// task with a token first gets <see cref="ExecutionEvent.TaskSubmitted"/>.
    /// </summary>
    /// <param name="TaskId">The id of the event that scheduled the task; negative inside a distributed Map.</param>
    /// <param name="StateEnteredId">
    /// The id of the event that entered the state. It is the same for every retry; negative inside a distributed Map.
    /// </param>
    /// <param name="StateName">The name of the Task state.</param>
    /// <param name="Attempt">0 for the first attempt, then the number of the retry.</param>
    /// <param name="Resource">What to call.</param>
    /// <param name="Parameters">The input of the call.</param>
    /// <param name="TimeoutSeconds">
    /// How long the task may take, in seconds; null without a limit. The interpreter starts a timer for it.
    /// </param>
    /// <param name="HeartbeatSeconds">The longest time between two heartbeats, in seconds; null without a limit.</param>
    /// <param name="TaskToken">
    /// The token that ends the task, see <see cref="StatesLanguage.TaskToken"/>; null where the call itself ends it.
    /// </param>
    /// <param name="Submitted">Only among pending effects: the resource was called already, and only the token is missing.</param>
    /// <param name="CredentialsRoleArn">The role of the field Credentials; null without one.</param>
    public sealed record InvokeTask(
        long TaskId,
        long StateEnteredId,
        string StateName,
        int Attempt,
        TaskResource Resource,
        JsonValue Parameters,
        int? TimeoutSeconds,
        int? HeartbeatSeconds,
        string? TaskToken,
        bool Submitted = false,
        string? CredentialsRoleArn = null
    ) : Effect;

    /// <summary>Send <see cref="ExecutionEvent.TimerFired"/> at or after the due time. A timer of the same id replaces this one.</summary>
    /// <param name="TimerId">The timer.</param>
    /// <param name="DueAt">The due time in whole milliseconds.</param>
    public sealed record StartTimer(TimerId TimerId, DateTimeOffset DueAt) : Effect;

    /// <summary>The timer is no longer needed. The interpreter ignores it if it fires.</summary>
    public sealed record CancelTimer(TimerId TimerId) : Effect;

    /// <summary>The task is no longer needed. The interpreter ignores its response.</summary>
    public sealed record CancelTask(long TaskId) : Effect;

    /// <summary>The execution has ended. This is the last effect of the decision.</summary>
    public sealed record ExecutionFinished(ExecutionStatus Status, JsonValue? Output, string? Error, string? Cause) : Effect;
}
