namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>The result of TestState. Strings are JSON texts unless stated otherwise.</summary>
public sealed record TestStateResult
{
    /// <summary><c>SUCCEEDED</c>, <c>FAILED</c>, <c>RETRIABLE</c> or <c>CAUGHT_ERROR</c>; not JSON.</summary>
    public required string Status { get; init; }

    public string? Output { get; init; }

    /// <summary>Not JSON.</summary>
    public string? Error { get; init; }

    /// <summary>Not JSON.</summary>
    public string? Cause { get; init; }

    /// <summary>Not JSON.</summary>
    public string? NextState { get; init; }

    public int? RetryIndex { get; init; }

    public double? RetryBackoffSeconds { get; init; }

    public int? CatchIndex { get; init; }

    /// <summary>The data after each stage of the state's processing, by its name in the API.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Stages { get; init; } = [];
}
