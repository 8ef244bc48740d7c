using System.Collections.Immutable;
using PromptToImage.Contracts;
using PromptToImage.Jsonata.Json;

namespace PromptToImage.WebConsole.Model;

/// <summary>One visit of an execution to a state, with all its retries.</summary>
public sealed record StateVisit
{
    public required string Name { get; init; }

    public required string Type { get; init; }

    public required DateTimeOffset Entered { get; init; }

    /// <summary>Null while the execution is in the state, and where it ended in the state.</summary>
    public DateTimeOffset? Exited { get; init; }

    /// <summary>One of <see cref="StateStatuses"/>.</summary>
    public required string Status { get; init; }

    public required JsonValue Input { get; init; }

    public JsonValue? Output { get; init; }

    /// <summary>The variables that the state or its catcher assigned; null without any.</summary>
    public JsonObject? Assigned { get; init; }

    public string? Error { get; init; }

    public string? Cause { get; init; }

    /// <summary>The tries of a Task, Parallel or Map state in their order; empty for a state of another type.</summary>
    public ImmutableList<StateAttempt> Attempts { get; init; } = [];

    public int Retries => Math.Max(0, Attempts.Count - 1);
}
