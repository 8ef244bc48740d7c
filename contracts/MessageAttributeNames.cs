namespace PromptToImage.Contracts;

/// <summary>Attributes of a dead letter. The first two are read again when it is redriven; the rest are for people.</summary>
public static class MessageAttributeNames
{
    /// <summary>The prompt's id.</summary>
    public const string RequestId = "RequestId";

    /// <summary>The attempt that a redrive of this message is; so the message can be moved back as it is.</summary>
    public const string Attempt = "Attempt";

    /// <summary>The name of the error.</summary>
    public const string Error = "Error";

    /// <summary>All that is known of the error, as JSON <c>{"Error","Cause"}</c>.</summary>
    public const string Failure = "Failure";

    /// <summary>The execution that failed; absent when none was started.</summary>
    public const string ExecutionArn = "ExecutionArn";
}
