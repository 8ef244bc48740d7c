using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>
/// An error as a Catch writes it. AWS spells these two names with capitals, and Cause may be missing or empty.
/// </summary>
public sealed record StatesError
{
    [JsonPropertyName("Error")]
    public string? Error { get; init; }

    [JsonPropertyName("Cause")]
    public string? Cause { get; init; }
}
