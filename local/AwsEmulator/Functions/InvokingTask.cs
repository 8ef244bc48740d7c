namespace PromptToImage.AwsEmulator.Functions;

/// <summary>The task of an execution that invokes a function.</summary>
/// <param name="ExecutionArn">The execution's ARN.</param>
/// <param name="TaskId">The id of the event that scheduled the attempt; negative inside a distributed Map.</param>
public sealed record InvokingTask(string ExecutionArn, long TaskId);
