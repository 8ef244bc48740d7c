namespace PromptToImage.WebConsole.Model;

/// <summary>One try of a Task, Parallel or Map state.</summary>
public sealed record StateAttempt
{
    public required DateTimeOffset Started { get; init; }

    /// <summary>Null while the task runs.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The id of the event of the failure; null if the try has not failed.</summary>
    public long? FailedEventId { get; init; }

    public string? Error { get; init; }

    public string? Cause { get; init; }

    /// <summary>The time from the end of this try to the begin of the next one; null without a next one.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>When the next try begins; null unless the state waits for it.</summary>
    public DateTimeOffset? NextRetry { get; init; }
}
