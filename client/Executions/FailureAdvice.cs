using PromptToImage.Client.Commands;
using PromptToImage.Contracts;

namespace PromptToImage.Client.Executions;

/// <summary>One line about a failed prompt: the reason, and how to try it again.</summary>
internal static class FailureAdvice
{
    public static string For(PromptAttempt execution, Failure failure, CommandContext context)
    {
        // A stopped execution leaves no dead letter.
        var advice =
            execution.Status == ExecutionStatuses.Aborted
                ? "It was stopped. To try it again, send it again."
                : $"To try it again: {context.Command("dead-letters redrive", execution.Id)}";
        var reason = failure.AsLine();
        return $"{execution.Id} {execution.Status}: {reason}{(reason.EndsWith('.') ? "" : ".")} {advice}";
    }
}
