namespace PromptToImage.AwsEmulator.Functions;

/// <summary>The outcome of an invocation that reached its function.</summary>
/// <param name="Payload">JSON: the function's result, or what it failed with.</param>
/// <param name="FunctionError"><c>Unhandled</c> when it failed, as Lambda's header <c>X-Amz-Function-Error</c> says; null when not.</param>
public sealed record FunctionResult(byte[] Payload, string? FunctionError = null)
{
    /// <summary>What Lambda itself logs of the invocation, for callers that ask for the tail of the log; the function's own lines are not in it.</summary>
    public string Log { get; init; } = "";

    public bool IsError => FunctionError is not null;
}
