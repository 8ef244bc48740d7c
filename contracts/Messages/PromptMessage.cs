namespace PromptToImage.Contracts.Messages;

/// <summary>The parsed body of a queue message, before <see cref="PromptRules"/> validates it.</summary>
public sealed record PromptMessage
{
    /// <summary>The sender's id, valid or not; null if it is absent or ambiguous.</summary>
    public string? Id { get; init; }

    public string? Prompt { get; init; }

    public string? NegativePrompt { get; init; }

    public string? AspectRatio { get; init; }

    /// <summary>The digits of the number, as the message has them.</summary>
    public string? Seed { get; init; }

    public string? OutputFormat { get; init; }

    /// <summary>The errors that the reader found, each a sentence for the sender.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>The sender's id if it is valid; otherwise null.</summary>
    public string? UsableId => PromptId.IsValid(Id) ? Id : null;
}
