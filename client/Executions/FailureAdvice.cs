using PromptToImage.Client.Commands;
using PromptToImage.Contracts;

namespace PromptToImage.Client.Executions;

/// <summary>One line about a failed prompt: the reason, and what to do.</summary>
internal static class FailureAdvice
{
    public static string For(PromptAttempt execution, Failure failure, CommandContext context)
    {
        var reason = failure.AsLine();
        return $"{execution.Id} {execution.Status}: {reason}{(reason.EndsWith('.') ? "" : ".")} {Advice(execution, failure, context)}";
    }

    private static string Advice(PromptAttempt execution, Failure failure, CommandContext context) =>
        // A stopped execution leaves no dead letter.
        execution.Status == ExecutionStatuses.Aborted ? "It was stopped. To try it again, send it again."
        : FinalErrors.AdviceFor(failure.Error) ?? $"To try it again: {context.Command("dead-letters redrive", execution.Id)}";
}
