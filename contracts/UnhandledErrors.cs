namespace PromptToImage.Contracts;

/// <summary>
/// The errors with which an execution can fail without passing the dead-letter branch, because no Catch matches them. The EventBridge
/// rule on the status of executions, the emulator and the explorer read this list; the rule also matches every execution that is
/// TIMED_OUT.
/// </summary>
public static class UnhandledErrors
{
    /// <summary>
    /// <c>States.ALL</c> does not match <c>States.Runtime</c>. The documentation says the same of <c>States.DataLimitExceeded</c>, although
    /// Step Functions does match it: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html.
    /// </summary>
    public static IReadOnlyList<string> All { get; } = ["States.Runtime", "States.DataLimitExceeded"];
}
