namespace PromptToImage.Pipeline;

/// <summary>Settings of the pipeline's resources on this machine. The defaults are the numbers that <c>cdk/</c> deploys.</summary>
public sealed record ResourceSettings
{
    /// <summary>Six times the timeout of the function that the queue feeds.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.FromSeconds(180);

    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Longer than the queue's, because a redriven message keeps its first timestamp.</summary>
    public TimeSpan DeadLetterRetention { get; init; } = TimeSpan.FromDays(14);

    /// <summary>High: to be received and sent back for lack of room is no failure.</summary>
    public int MaxReceiveCount { get; init; } = 1000;

    public TimeSpan QueueAgeThreshold { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The e-mail address that is subscribed to both topics.</summary>
    public string MailAddress { get; init; } = "you@localhost";
}
