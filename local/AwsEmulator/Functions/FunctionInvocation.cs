namespace PromptToImage.AwsEmulator.Functions;

/// <summary>The context of an invocation.</summary>
/// <param name="RequestId">The request id, as in Lambda's context and logs.</param>
/// <param name="FunctionName">The function's name.</param>
/// <param name="FunctionArn">The function's ARN, with the version or the alias that the caller named.</param>
/// <param name="Deadline">The time of the timeout.</param>
public sealed record FunctionInvocation(string RequestId, string FunctionName, string FunctionArn, DateTimeOffset Deadline)
{
    /// <summary>The number of the published version that runs, or <c>$LATEST</c>.</summary>
    public string FunctionVersion { get; init; } = FunctionReference.Latest;

    /// <summary>The task that invokes the function; null for any other caller.</summary>
    public InvokingTask? Task { get; init; }
}
