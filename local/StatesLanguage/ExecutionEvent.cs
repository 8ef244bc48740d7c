using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage;

/// <summary>What comes to an execution from outside.</summary>
public abstract record ExecutionEvent
{
    private ExecutionEvent() { }

    /// <summary>
    /// Start, or go on after <see cref="Execution.Replay"/>. The decision's effects are all that are outstanding, so that a
    /// host that was stopped can take up every task and timer again.
    /// </summary>
    public sealed record Begin : ExecutionEvent
    {
        public static readonly Begin Instance = new();
    }

    /// <summary>A <c>.waitForTaskToken</c> or <c>.sync</c> task was handed over; it is not done yet.</summary>
    /// <param name="Output">What the service answered.</param>
    public sealed record TaskSubmitted(long TaskId, JsonValue Output) : ExecutionEvent;

    public sealed record TaskSucceeded(long TaskId, JsonValue Output) : ExecutionEvent
    {
        /// <param name="json">The result as text. Over 262,144 bytes it fails the task with States.DataLimitExceeded, whatever it holds.</param>
        /// <exception cref="JsonFormatException">The text is short enough, but no JSON.</exception>
        public static ExecutionEvent FromJson(long taskId, string json)
        {
            ArgumentNullException.ThrowIfNull(json);
            return json.Length > Interpreter.MaxDataBytes ? new TaskOverLimit(taskId) : new TaskSucceeded(taskId, JsonValue.Parse(json));
        }
    }

    /// <summary>A task's result is over 262,144 bytes.</summary>
    public sealed record TaskOverLimit(long TaskId) : ExecutionEvent;

    public sealed record TaskFailed(long TaskId, string? Error, string? Cause) : ExecutionEvent;

    /// <summary>Starts the time of HeartbeatSeconds anew. Leaves no trace in the history.</summary>
    public sealed record TaskHeartbeat(long TaskId) : ExecutionEvent;

    /// <summary>A timer is due. All others that are due by then are taken with it; one that is not there any more is ignored.</summary>
    public sealed record TimerFired(TimerId TimerId) : ExecutionEvent;

    /// <summary>StopExecution.</summary>
    public sealed record Stop(string? Error, string? Cause) : ExecutionEvent;

    /// <summary>RedriveExecution: resumes at what failed, with fresh retry counts.</summary>
    public sealed record Redrive : ExecutionEvent
    {
        public static readonly Redrive Instance = new();
    }
}
