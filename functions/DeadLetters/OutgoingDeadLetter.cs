namespace PromptToImage.Functions.DeadLetters;

/// <summary>A prompt on its way to the dead-letter queue, when not the state machine sends it but a function.</summary>
public sealed record OutgoingDeadLetter
{
    /// <summary>The original message's body, verbatim.</summary>
    public required string Body { get; init; }

    public required string RequestId { get; init; }

    /// <summary>The attempt that a redrive of it is.</summary>
    public required int Attempt { get; init; }

    public required string Error { get; init; }

    public string? Cause { get; init; }

    /// <summary>Null when no execution was started.</summary>
    public string? ExecutionArn { get; init; }
}
