namespace PromptToImage.SqsModel;

/// <summary>The settings of a queue that its rules use, with SQS's defaults.</summary>
public sealed record QueueSettings
{
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Delay { get; init; } = TimeSpan.Zero;

    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(4);

    public TimeSpan ReceiveWait { get; init; } = TimeSpan.Zero;

    public int MaxMessageBytes { get; init; } = QueueLimits.MaxMessageBytes;

    public RedrivePolicy? Redrive { get; init; }
}
