using PromptToImage.Contracts.Flow;

namespace PromptToImage.Pipeline;

/// <summary>Settings of the pipeline's resources on this machine. The defaults are the numbers that <c>cdk/</c> deploys, except where noted.</summary>
public sealed record ResourceSettings
{
    public TimeSpan VisibilityTimeout { get; init; } = FlowNumbers.VisibilityTimeout;

    public TimeSpan Retention { get; init; } = FlowNumbers.QueueRetention;

    public TimeSpan DeadLetterRetention { get; init; } = FlowNumbers.DeadLetterRetention;

    public int MaxReceiveCount { get; init; } = FlowNumbers.MaxReceiveCount;

    public TimeSpan QueueAgeThreshold { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The e-mail address that is subscribed to both topics.</summary>
    public string MailAddress { get; init; } = "you@localhost";
}
