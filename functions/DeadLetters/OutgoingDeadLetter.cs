namespace PromptToImage.Functions.DeadLetters;

/// <summary>A failed prompt that a function, not the state machine, sends to the dead-letter queue.</summary>
public sealed record OutgoingDeadLetter
{
    /// <summary>The original message's body, verbatim.</summary>
    public required string Body { get; init; }

    public required string RequestId { get; init; }

    /// <summary>The number of the attempt that a redrive starts.</summary>
    public required int Attempt { get; init; }

    public required string Error { get; init; }

    public string? Cause { get; init; }

    /// <summary>Null when no execution was started.</summary>
    public string? ExecutionArn { get; init; }
}
