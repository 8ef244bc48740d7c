namespace PromptToImage.Contracts;

/// <summary>The message attributes of a dead letter. A redrive reads the first two; the others are for people.</summary>
public static class MessageAttributeNames
{
    /// <summary>The prompt's id.</summary>
    public const string RequestId = "RequestId";

    /// <summary>The attempt number of the next redrive, so that the message can be moved back unchanged.</summary>
    public const string Attempt = "Attempt";

    /// <summary>The name of the error.</summary>
    public const string Error = "Error";

    /// <summary>The error and its cause as JSON <c>{"Error","Cause"}</c>.</summary>
    public const string Failure = "Failure";

    /// <summary>The ARN of the failed execution; absent if no execution was started.</summary>
    public const string ExecutionArn = "ExecutionArn";
}
