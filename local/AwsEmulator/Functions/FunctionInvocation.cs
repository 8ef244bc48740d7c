namespace PromptToImage.AwsEmulator.Functions;

/// <summary>What a function is told about the invocation, beside its payload.</summary>
/// <param name="RequestId">As in Lambda's context and logs.</param>
/// <param name="Deadline">When its time is up.</param>
public sealed record FunctionInvocation(string RequestId, string FunctionName, string FunctionArn, DateTimeOffset Deadline);
