namespace PromptToImage.Contracts.Messages;

/// <summary>The body of a queue message, taken apart but not yet judged.</summary>
public sealed record PromptMessage
{
    /// <summary>As the sender wrote it, valid or not; null when there is none, or when it cannot be told.</summary>
    public string? Id { get; init; }

    public string? Prompt { get; init; }

    public string? NegativePrompt { get; init; }

    public string? AspectRatio { get; init; }

    /// <summary>The number as it stands in the message.</summary>
    public string? Seed { get; init; }

    public string? OutputFormat { get; init; }

    /// <summary>What is wrong with the message itself, each in a sentence for its sender.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>The id that the sender chose, when it can be used as one.</summary>
    public string? UsableId => PromptId.IsValid(Id) ? Id : null;
}
