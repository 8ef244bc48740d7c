namespace PromptToImage.Client.Executions;

/// <summary>One event of <c>history --json</c>. Input and output are JSON texts, as Step Functions has them.</summary>
internal sealed record HistoryEventView
{
    public required long Id { get; init; }

    public long? PreviousEventId { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    public required string Type { get; init; }

    /// <summary>The state that is entered or left.</summary>
    public string? State { get; init; }

    public string? Resource { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? Error { get; init; }

    public string? Reason { get; init; }
}
