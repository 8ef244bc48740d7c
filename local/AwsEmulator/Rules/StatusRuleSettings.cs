namespace PromptToImage.AwsEmulator.Rules;

/// <summary>An EventBridge rule on the status of executions, whose target is a function.</summary>
public sealed record StatusRuleSettings
{
    /// <summary>The name or ARN of the target.</summary>
    public required string Function { get; init; }

    /// <summary>The rule matches <c>TIMED_OUT</c>, and <c>FAILED</c> with one of these errors.</summary>
    public required IReadOnlyList<string> Errors { get; init; }

    /// <summary>The on-failure destination of the function's asynchronous invocations; null for none.</summary>
    public string? OnFailureQueue { get; init; }
}
