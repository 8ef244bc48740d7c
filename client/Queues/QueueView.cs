namespace PromptToImage.Client.Queues;

/// <summary><c>queue --json</c>.</summary>
internal sealed record QueueView
{
    public required QueueDepth Queue { get; init; }

    /// <summary>Null when no dead-letter queue is known.</summary>
    public QueueDepth? DeadLetters { get; init; }

    /// <summary>How long the oldest message has waited; absent when it cannot be told.</summary>
    public double? OldestMessageSeconds { get; init; }

    /// <summary>Of the alarm on that age: OK, ALARM or INSUFFICIENT_DATA; absent when it cannot be told.</summary>
    public string? Alarm { get; init; }

    /// <summary>What raises the alarm.</summary>
    public double? AlarmThresholdSeconds { get; init; }
}
