namespace PromptToImage.Contracts;

/// <summary>The errors that the unchanged prompt meets again, so that a redrive of its dead letter cannot succeed.</summary>
public static class FinalErrors
{
    /// <summary>What to do instead of a redrive: one sentence. Null where a redrive can succeed.</summary>
    public static string? AdviceFor(string? error) =>
        error switch
        {
            PromptErrorNames.InvalidPrompt => "Correct the prompt and send it again.",
            PromptErrorNames.ContentFiltered => "Change the wording of the prompt and send it again.",
            DeadLetterReasons.MessageTooLarge => "Shorten the message and send it again.",
            DeadLetterReasons.RequestIdConflict => "Send it again with another id, or without one.",
            StatesErrorNames.DataLimitExceeded => "Shorten the prompt and send it again.",
            _ => null,
        };
}
