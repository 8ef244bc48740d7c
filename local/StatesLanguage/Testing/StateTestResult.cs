using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Testing;

/// <summary>The result of a <see cref="StateTest"/>.</summary>
/// <param name="Status">How the state has ended.</param>
/// <param name="Inspection">The data after each step of the state's processing.</param>
public sealed record StateTestResult(StateTestStatus Status, StateInspection Inspection)
{
    /// <summary>The output of the state; null unless it has succeeded or caught an error.</summary>
    public JsonValue? Output { get; init; }

    /// <summary>The error name; null without an error.</summary>
    public string? Error { get; init; }

    /// <summary>The cause of the error; null without one.</summary>
    public string? Cause { get; init; }

    /// <summary>The name of the next state; null where the execution ends.</summary>
    public string? NextState { get; init; }

    /// <summary>The index of the retrier that handles the error, even if it has no attempts left; null without one.</summary>
    public int? RetryIndex { get; init; }

    /// <summary>The delay before the next retry; null without one.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>The index of the catcher that handles the error; null without one.</summary>
    public int? CatchIndex { get; init; }
}

/// <summary>How a tested state has ended.</summary>
public enum StateTestStatus
{
    /// <summary>The state has an output.</summary>
    Succeeded,

    /// <summary>No retrier and no catcher handles the error.</summary>
    Failed,

    /// <summary>A retrier handles the error.</summary>
    Retriable,

    /// <summary>A catcher handles the error.</summary>
    CaughtError,
}
