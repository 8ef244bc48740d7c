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
    public static IReadOnlyList<string> Errors { get; } = [StatesErrorNames.Runtime, StatesErrorNames.DataLimitExceeded];

    /// <summary>
    /// Whether the prompt still needs a dead letter. An execution that ended in <see cref="StateNames.Notify"/> has stored its image. One
    /// that ended in <see cref="StateNames.NotifyFailure"/> or <see cref="StateNames.Failed"/> has passed the state that sends the letter.
    /// </summary>
    /// <param name="lastState">The state that the execution entered last; null: none.</param>
    public static bool NeedDeadLetter(string? lastState) =>
        lastState is not (StateNames.Notify or StateNames.NotifyFailure or StateNames.Failed);

    /// <summary>
    /// Whether the prompt still needs a failure notice. An execution that ended in <see cref="StateNames.Failed"/> has passed the state
    /// that sends it: the rule matches such an execution if a Catch has handled one of the <see cref="Errors"/>.
    /// </summary>
    /// <param name="lastState">The state that the execution entered last; null: none.</param>
    public static bool NeedNotice(string? lastState) => lastState is not (StateNames.Notify or StateNames.Failed);
}
