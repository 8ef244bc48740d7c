namespace PromptToImage.AwsEmulator.Queues;

/// <summary>The parameters of a receive. Null stands for the queue's attribute.</summary>
public sealed record ReceiveRequest
{
    /// <summary>1 to 10.</summary>
    public int MaxMessages { get; init; } = 1;

    public TimeSpan? VisibilityTimeout { get; init; }

    /// <summary>How long to wait if no message is visible, at most 20 s.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>Whether an event source mapping receives: its messages become visible when the next process starts.</summary>
    internal bool IsHeld { get; init; }
}
