using PromptToImage.Contracts;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation.Exploration;

/// <summary>The EventBridge rule on the status of executions, which invokes Notify asynchronously for those that ended unhandled.</summary>
/// <param name="Errors">The errors of FAILED executions that the rule matches. It matches all that are TIMED_OUT.</param>
/// <param name="HasOnFailureDestination">Whether the dead-letter queue receives an invocation that failed for good.</param>
public sealed record StatusRule(IReadOnlyList<string> Errors, bool HasOnFailureDestination)
{
    /// <summary>
    /// Lambda tries an asynchronous invocation three times:
    /// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html.
    /// </summary>
    public const int Attempts = 3;

    /// <summary>The rule of the deployed pipeline.</summary>
    public static StatusRule Deployed { get; } = new(UnhandledEnds.Errors, HasOnFailureDestination: true);

    internal bool Matches(Execution execution) =>
        execution.Status == ExecutionStatus.TimedOut
        || (execution.Status == ExecutionStatus.Failed && execution.Error is { } error && Errors.Contains(error));
}
