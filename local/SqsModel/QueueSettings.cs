namespace PromptToImage.SqsModel;

/// <summary>What decides over the messages of a queue; the defaults are SQS's.</summary>
public sealed record QueueSettings
{
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Delay { get; init; } = TimeSpan.Zero;

    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(4);

    public TimeSpan ReceiveWait { get; init; } = TimeSpan.Zero;

    public int LargestMessageBytes { get; init; } = QueueLimits.LargestMessageBytes;

    public RedrivePolicy? Redrive { get; init; }
}
