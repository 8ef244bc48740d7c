namespace PromptToImage.AwsEmulator.Functions;

/// <summary>The result of an invocation.</summary>
/// <param name="Payload">JSON: the function's response, or its error.</param>
/// <param name="FunctionError">
/// The value of Lambda's header <c>X-Amz-Function-Error</c>: <c>Unhandled</c> if the function failed, otherwise null.
/// </param>
public sealed record FunctionResult(byte[] Payload, string? FunctionError = null)
{
    /// <summary>
    /// Lambda's own log lines of the invocation, for callers that request the tail of the log. They do not include the function's lines.
    /// </summary>
    public string Log { get; init; } = "";

    /// <summary>The id of the invocation, as in Lambda's context and logs.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>The number of the published version that ran, or <c>$LATEST</c>.</summary>
    public string ExecutedVersion { get; init; } = FunctionReference.Latest;

    public bool IsError => FunctionError is not null;
}
