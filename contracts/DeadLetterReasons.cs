namespace PromptToImage.Contracts;

/// <summary>Error names of messages that Start dead-letters without starting an execution.</summary>
public static class DeadLetterReasons
{
    /// <summary>The message is too large for an execution input.</summary>
    public const string MessageTooLarge = "MessageTooLarge";

    /// <summary>Another prompt has the same id.</summary>
    public const string RequestIdConflict = "RequestIdConflict";
}
