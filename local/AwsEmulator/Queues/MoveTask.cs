
namespace PromptToImage.AwsEmulator.Queues;

/// <summary>A task that moves the messages of a dead-letter queue back, as ListMessageMoveTasks tells of it.</summary>
internal sealed record MoveTask
{
    public required string Handle { get; init; }

    public required string SourceArn { get; init; }

    /// <summary>Null: each message goes to the queue that it came from.</summary>
    public required string? DestinationArn { get; init; }

    /// <summary>Messages a second; null for as fast as it goes.</summary>
    public required int? Rate { get; init; }

    public required MoveStatus Status { get; init; }

    public required long Moved { get; init; }

    public required long ToMove { get; init; }

    public string? FailureReason { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
}
