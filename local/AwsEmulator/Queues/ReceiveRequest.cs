namespace PromptToImage.AwsEmulator.Queues;

/// <summary>How to receive; null stands for the queue's own setting.</summary>
public sealed record ReceiveRequest
{
    /// <summary>1 to 10.</summary>
    public int MaxMessages { get; init; } = 1;

    public TimeSpan? VisibilityTimeout { get; init; }

    /// <summary>How long to wait for a message when there is none: at most 20 s.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>Whether the messages are held by this process: given back at once when it is found to have ended.</summary>
    internal bool IsHeld { get; init; }
}
