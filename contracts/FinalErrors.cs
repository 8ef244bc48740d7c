namespace PromptToImage.Contracts;

/// <summary>An error that the unchanged prompt meets again.</summary>
/// <param name="Reason">What happened, in a few words.</param>
/// <param name="Advice">What to do instead of a redrive: one sentence.</param>
/// <param name="Consequence">A sentence that follows the advice where there is room for it; empty for none.</param>
public sealed record FinalError(string Reason, string Advice, string Consequence = "");

/// <summary>The errors that the unchanged prompt meets again, so that a redrive of its dead letter cannot succeed.</summary>
public static class FinalErrors
{
    /// <summary>Null where a redrive can succeed.</summary>
    public static FinalError? Find(string? error) =>
        error switch
        {
            PromptErrorNames.InvalidPrompt => new(
                "breaks the prompt rules",
                "Correct the prompt and send it again.",
                "The same prompt would be rejected again."
            ),
            PromptErrorNames.ContentFiltered => new(
                "blocked by content filter",
                "Change the wording of the prompt and send it again.",
                "The same prompt would most likely be blocked again."
            ),
            DeadLetterReasons.MessageTooLarge => new("message too large", "Shorten the message and send it again."),
            DeadLetterReasons.RequestIdConflict => new(
                "id used by another prompt",
                "Send it again with another id, or without one.",
                "The first prompt with this id is not affected."
            ),
            StatesErrorNames.DataLimitExceeded => new("too much data", "Shorten the prompt and send it again."),
            _ => null,
        };

    /// <summary>What to do instead of a redrive: one sentence. Null where a redrive can succeed.</summary>
    public static string? AdviceFor(string? error) => Find(error)?.Advice;
}
