namespace PromptToImage.Client.Send;

/// <summary>What <c>send</c> was asked to do with one prompt.</summary>
internal sealed record SendOneChoices
{
    public required string Prompt { get; init; }

    public required PromptDefaults Defaults { get; init; }

    public string? Id { get; init; }

    public bool Wait { get; init; }

    /// <summary>A file or a folder; null is a file named after the id, here.</summary>
    public string? Out { get; init; }

    public bool Open { get; init; }
}
