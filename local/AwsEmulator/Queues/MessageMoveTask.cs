
namespace PromptToImage.AwsEmulator.Queues;

/// <summary>A message move task, as ListMessageMoveTasks returns it.</summary>
internal sealed record MessageMoveTask
{
    public required string Handle { get; init; }

    public required string SourceArn { get; init; }

    /// <summary>Null: each message goes to the queue that it came from.</summary>
    public required string? DestinationArn { get; init; }

    /// <summary>Messages per second; null for no limit.</summary>
    public required int? Rate { get; init; }

    public required MessageMoveTaskStatus Status { get; init; }

    public required long Moved { get; init; }

    public required long ToMove { get; init; }

    public string? FailureReason { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
}
