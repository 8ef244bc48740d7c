namespace PromptToImage.Contracts.Steps;

/// <summary>How a prompt ended: a property of Notify's input and the <c>outcome</c> attribute of the notice.</summary>
public static class Outcome
{
    public const string Stored = "stored";

    public const string Failed = "failed";

    /// <summary>The execution ended without passing the dead-letter branch. See <see cref="UnhandledEnds"/>.</summary>
    public const string Unhandled = "unhandled";
}
