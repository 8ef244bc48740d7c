namespace PromptToImage.Contracts.Steps;

/// <summary>How a prompt ended, as Notify is told and as the notice's <c>outcome</c> attribute says.</summary>
public static class Outcome
{
    public const string Stored = "stored";

    public const string Failed = "failed";

    /// <summary>The execution ended without passing the dead-letter branch: it timed out, or its definition broke.</summary>
    public const string Unhandled = "unhandled";
}
