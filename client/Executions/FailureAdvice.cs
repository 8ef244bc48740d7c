using PromptToImage.Client.Commands;

namespace PromptToImage.Client.Executions;

/// <summary>One line on a prompt that failed: why, and how to try it again.</summary>
internal static class FailureAdvice
{
    public static string For(PromptExecution execution, Failure failure, Session session)
    {
        // A deliberately stopped execution leaves no dead letter.
        var advice =
            execution.Status == "ABORTED"
                ? "It was stopped; to try it again, send it anew."
                : $"To try it again: {session.Command($"dead-letters redrive {execution.Id}")}";
        var reason = failure.AsLine();
        return $"{execution.Id} {execution.Status}: {reason}{(reason.EndsWith('.') ? "" : ".")} {advice}";
    }
}
