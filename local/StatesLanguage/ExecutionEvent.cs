using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage;

/// <summary>An external event for an execution: a response, a timer or a request. Immutable.</summary>
public abstract record ExecutionEvent
{
    private ExecutionEvent() { }

    /// <summary>
    /// Starts an execution, or continues it after <see cref="Execution.Replay"/>. The effects of the decision are all pending
    /// effects, so that a host that restarts can invoke every task and start every timer again.
    /// </summary>
    public sealed record Begin : ExecutionEvent
    {
        /// <summary>The only value.</summary>
        public static readonly Begin Instance = new();
    }

    /// <summary>
    /// Continues an execution whose last decision has left steps, see <see cref="Execution.HasStepsLeft"/>. The effects of the decision are
    /// those of its own steps.
    /// </summary>
    public sealed record Continue : ExecutionEvent
    {
        /// <summary>The only value.</summary>
        public static readonly Continue Instance = new();
    }

    /// <summary>The call of a <c>.waitForTaskToken</c> or <c>.sync</c> task has succeeded. The task itself continues.</summary>
    /// <param name="TaskId">The id in <see cref="Effect.InvokeTask"/>.</param>
    /// <param name="Output">The response of the service.</param>
    public sealed record TaskSubmitted(long TaskId, JsonValue Output) : ExecutionEvent;

    /// <summary>A task has succeeded.</summary>
    /// <param name="TaskId">The id in <see cref="Effect.InvokeTask"/>.</param>
    /// <param name="Output">The result of the task. Over 262,144 bytes it fails the task with States.DataLimitExceeded.</param>
    public sealed record TaskSucceeded(long TaskId, JsonValue Output) : ExecutionEvent
    {
        /// <summary>
        /// Returns the event for a result in JSON. A text of more than 262,144 characters is not parsed: it is over the
        /// limit.
        /// </summary>
        /// <param name="taskId">The id in <see cref="Effect.InvokeTask"/>.</param>
        /// <param name="json">The result as JSON text.</param>
        /// <exception cref="JsonFormatException">The text is not JSON.</exception>
        public static ExecutionEvent FromJson(long taskId, string json)
        {
            ArgumentNullException.ThrowIfNull(json);
            return json.Length > Interpreter.MaxDataBytes ? new TaskOverLimit(taskId) : new TaskSucceeded(taskId, JsonValue.Parse(json));
        }
    }

    /// <summary>A task has a result of more than 262,144 bytes. It fails with States.DataLimitExceeded.</summary>
    public sealed record TaskOverLimit(long TaskId) : ExecutionEvent;

    /// <summary>A task has failed.</summary>
    /// <param name="TaskId">The id in <see cref="Effect.InvokeTask"/>.</param>
    /// <param name="Error">The error name that retriers and catchers compare.</param>
    /// <param name="Cause">The cause, for a person.</param>
    public sealed record TaskFailed(long TaskId, string? Error, string? Cause) : ExecutionEvent;

    /// <summary>A heartbeat of a task: restarts the timer of HeartbeatSeconds. The history does not record it.</summary>
    public sealed record TaskHeartbeat(long TaskId) : ExecutionEvent;

    /// <summary>A timer is due. All other timers that are due at that time fire too. A cancelled timer is ignored.</summary>
    public sealed record TimerFired(TimerId TimerId) : ExecutionEvent;

    /// <summary>StopExecution: aborts the execution.</summary>
    public sealed record Stop(string? Error, string? Cause) : ExecutionEvent;

    /// <summary>RedriveExecution: continues at the states that did not succeed. All retries are available again.</summary>
    public sealed record Redrive : ExecutionEvent
    {
        /// <summary>The only value.</summary>
        public static readonly Redrive Instance = new();
    }
}
