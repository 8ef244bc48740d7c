namespace PromptToImage.Contracts.Steps;

/// <summary>
/// What Notify reports, usually how a prompt ended: a property of its input and the <c>outcome</c> attribute of the notice.
/// </summary>
public static class Outcome
{
    public const string Stored = "stored";

    public const string Failed = "failed";

    /// <summary>The images of a day. The schedule of the daily digest sends it.</summary>
    public const string Digest = "digest";

    /// <summary>The execution ended without passing the dead-letter branch. See <see cref="UnhandledEnds"/>.</summary>
    public const string Unhandled = "unhandled";
}
