using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Testing;

/// <summary>The parts of a run that a <see cref="StateTest"/> replaces.</summary>
public sealed record StateTestSetup
{
    /// <summary>The variables before the state.</summary>
    public JsonObject Variables { get; init; } = JsonObject.Empty;

    /// <summary>The context object; null for that of an execution.</summary>
    public JsonValue? Context { get; init; }

    /// <summary>The number of retries that have happened already.</summary>
    public int RetryCount { get; init; }

    /// <summary>What replaces the work of the state; null calls its task.</summary>
    public StateTestMock? Mock { get; init; }

    /// <summary>The number of failed iterations of a Map; null to leave its tolerated failures unchecked.</summary>
    public int? FailedIterations { get; init; }

    /// <summary>The items of a Map; null for those that the state reads from its input.</summary>
    public JsonArray? Items { get; init; }
}

/// <summary>A result or an error that replaces the work of a state.</summary>
/// <param name="Result">Null for an error.</param>
/// <param name="Error">The error name; null for a result.</param>
/// <param name="Cause">The cause of the error; null without one.</param>
public sealed record StateTestMock(JsonValue? Result, string? Error = null, string? Cause = null);
