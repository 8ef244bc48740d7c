namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>The result of TestState. Strings are JSON texts unless stated otherwise.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html</remarks>
public sealed record TestStateResult
{
    /// <summary><c>SUCCEEDED</c>, <c>FAILED</c>, <c>RETRIABLE</c> or <c>CAUGHT_ERROR</c>; not JSON.</summary>
    public required string Status { get; init; }

    /// <summary>The output of the state; null unless it has succeeded or caught an error.</summary>
    public string? Output { get; init; }

    /// <summary>The error name; null without an error. Not JSON.</summary>
    public string? Error { get; init; }

    /// <summary>The cause of the error; null without one. Not JSON.</summary>
    public string? Cause { get; init; }

    /// <summary>The name of the next state; null where the execution ends. Not JSON.</summary>
    public string? NextState { get; init; }

    /// <summary>The index of the retrier that handles the error; null without one.</summary>
    public int? RetryIndex { get; init; }

    /// <summary>The delay before the retry, in seconds; null without one.</summary>
    public double? RetryBackoffSeconds { get; init; }

    /// <summary>The index of the catcher that handles the error; null without one.</summary>
    public int? CatchIndex { get; init; }

    /// <summary>The data after each stage of the state's processing, by its name in the API.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Stages { get; init; } = [];
}
