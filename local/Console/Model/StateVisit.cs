using PromptToImage.Jsonata.Json;

namespace PromptToImage.WebConsole.Model;

/// <summary>One passage of an execution through a state.</summary>
public sealed record StateVisit
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset Entered { get; init; }

    /// <summary>Null while it is in the state, and when it ended there.</summary>
    public DateTimeOffset? Exited { get; init; }

    public required VisitStatus Status { get; init; }

    public required JsonValue Input { get; init; }

    public JsonValue? Output { get; init; }

    public string? Error { get; init; }

    public string? Cause { get; init; }

    public int Retries { get; init; }
}
