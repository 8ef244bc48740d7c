using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>
/// An error as a Catch writes it. AWS capitalizes these two names. <c>Cause</c> can be missing or empty.
/// </summary>
public sealed record StatesError
{
    [JsonPropertyName("Error")]
    public string? Error { get; init; }

    [JsonPropertyName("Cause")]
    public string? Cause { get; init; }
}
