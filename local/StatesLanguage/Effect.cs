using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.StatesLanguage;

/// <summary>What a host is to do, after it has stored the events of the same decision.</summary>
public abstract record Effect
{
    private Effect() { }

    /// <summary>Call the resource; answer with TaskSucceeded or TaskFailed (for a token, with TaskSubmitted first).</summary>
    /// <param name="TaskId">The id of the event that scheduled it.</param>
    /// <param name="StateEnteredId">The id of the event that entered its state, the same for every retry; negative where there is no such event.</param>
    /// <param name="StateName">For people.</param>
    /// <param name="Attempt">0 for the first, then the number of the retry.</param>
    /// <param name="TaskToken">Where the task waits for its token; see <see cref="StatesLanguage.TaskToken"/>.</param>
    /// <param name="Submitted">Only among what is outstanding: the resource was called already, and only its token is awaited.</param>
    /// <param name="CredentialsRoleArn">The role that the Task names in Credentials, if any.</param>
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

    /// <summary>Send TimerFired at or after that time; a timer of the same id replaces it.</summary>
    public sealed record StartTimer(TimerId TimerId, DateTimeOffset DueAt) : Effect;

    /// <summary>The timer is not needed any more. It does no harm if it fires.</summary>
    public sealed record CancelTimer(TimerId TimerId) : Effect;

    /// <summary>Nobody waits for the task any more. It does no harm if it answers.</summary>
    public sealed record CancelTask(long TaskId) : Effect;

    /// <summary>The execution has ended. The last effect of its decision.</summary>
    public sealed record ExecutionFinished(ExecutionStatus Status, JsonValue? Output, string? Error, string? Cause) : Effect;
}
