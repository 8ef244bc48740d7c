namespace PromptToImage.Client.DeadLetters;

/// <summary>A dead letter in <c>dead-letters --json</c>.</summary>
internal sealed record DeadLetterView
{
    public required string Id { get; init; }

    /// <summary>The attempt that a redrive of it is.</summary>
    public required int NextAttempt { get; init; }

    public required string Error { get; init; }

    public required string Reason { get; init; }

    public required string Prompt { get; init; }

    /// <summary>The message, verbatim.</summary>
    public required string Body { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public string? ExecutionArn { get; init; }

    public required string MessageId { get; init; }
}
