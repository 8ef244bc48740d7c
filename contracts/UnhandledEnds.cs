namespace PromptToImage.Contracts;

/// <summary>
/// How an execution can end without passing the dead-letter branch: it times out, or it fails with an error that no Catch matches. The
/// rule on execution status, the emulator and the explorer read this list.
/// </summary>
public static class UnhandledEnds
{
    /// <summary>
    /// Errors that <c>States.ALL</c> does not catch. AWS's documentation lists both; recorded executions show that
    /// <c>States.DataLimitExceeded</c> is caught, so the rule matches it only to be safe:
    /// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html.
    /// </summary>
    public static IReadOnlyList<string> Errors { get; } = ["States.Runtime", "States.DataLimitExceeded"];
}
