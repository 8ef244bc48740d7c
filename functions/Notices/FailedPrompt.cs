namespace PromptToImage.Functions.Notices;

/// <summary>A failed try of a state.</summary>
public sealed record FailedTry(DateTimeOffset At, string State, string Error, string? Cause);

/// <summary>The content of a failure notice.</summary>
public sealed record FailedPrompt
{
    public required string Id { get; init; }

    public required int Attempt { get; init; }

    /// <summary>The prompt's text if the message could be read; otherwise the message's body.</summary>
    public required string Asked { get; init; }

    /// <summary>The body of the queue message.</summary>
    public required string Message { get; init; }

    /// <summary>The step that failed; null when no execution was started.</summary>
    public string? State { get; init; }

    public required string Error { get; init; }

    public string? Cause { get; init; }

    /// <summary>All failed tries of the execution's states, retries included, the earliest first; empty if they are not known.</summary>
    public IReadOnlyList<FailedTry> FailedTries { get; init; } = [];

    public string? ExecutionArn { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public required DateTimeOffset FailedAt { get; init; }

    /// <summary>Why the prompt is not in the dead-letter queue; null when it is there.</summary>
    public string? DeadLetterError { get; init; }
}
