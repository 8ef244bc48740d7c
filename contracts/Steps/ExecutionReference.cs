using System.Text.Json.Serialization;

namespace PromptToImage.Contracts.Steps;

/// <summary>The execution that a task belongs to, from the context object.</summary>
public sealed record ExecutionReference
{
    [JsonPropertyName("arn")]
    public required string Arn { get; init; }

    [JsonPropertyName("startTime")]
    public required DateTimeOffset StartTime { get; init; }
}
