namespace PromptToImage.Functions.Notices;

/// <summary>Names of what makes Start dead-letter a message without starting an execution for it.</summary>
public static class DeadLetterReasons
{
    /// <summary>Its execution input would be over the limit.</summary>
    public const string MessageTooLarge = "MessageTooLarge";

    /// <summary>Another prompt has its id.</summary>
    public const string RequestIdConflict = "RequestIdConflict";
}
