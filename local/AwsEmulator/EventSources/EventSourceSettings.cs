namespace PromptToImage.AwsEmulator.EventSources;

/// <summary>Which queue feeds which function, and how; the numbers are those that <c>cdk/</c> deploys.</summary>
public sealed record EventSourceSettings
{
    /// <summary>SQS asks for a visibility timeout of at least this many times the function's timeout,
    /// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html.</summary>
    public const int VisibilityTimeoutFactor = 6;

    public required string Queue { get; init; }

    public required string Function { get; init; }

    /// <summary>Messages for one invocation, 1 to 10.</summary>
    public int BatchSize { get; init; } = 10;

    /// <summary>Invocations at once; Lambda allows 2 to 1,000.</summary>
    public int MaximumConcurrency { get; init; } = 2;
}
