namespace PromptToImage.Pipeline;

/// <summary>How the pipeline is set up on this machine; the numbers are those that <c>cdk/</c> deploys.</summary>
public sealed record PipelineSettings
{
    /// <summary>Six times the timeout of the function that the queue feeds.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.FromSeconds(180);

    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Longer than the queue's, since a message that is moved keeps the time of its first sending.</summary>
    public TimeSpan DeadLetterRetention { get; init; } = TimeSpan.FromDays(14);

    /// <summary>High: to be received and sent back for lack of room is no failure.</summary>
    public int MaxReceiveCount { get; init; } = 1000;

    public TimeSpan QueueAgeThreshold { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Subscribed to both topics; its mails are in the mailbox.</summary>
    public string MailAddress { get; init; } = "you@localhost";
}
