using PromptToImage.Functions.Errors;

namespace PromptToImage.Functions.Notices;

/// <summary>What an error's name means to a person, and what to do about it.</summary>
/// <param name="Reason">For the subject, after the id: at most 27 characters, so that the longest id still fits.</param>
/// <param name="Advice">What to do.</param>
public sealed record ErrorExplanation(string Reason, string Advice)
{
    private const string TryAgain = "It may go well at another time: try it again as it is, with the command below.";
    private const string AskOperator = "Look at the execution, mend what is wrong there, then try it again with the command below.";

    public static ErrorExplanation For(string? error) =>
        error switch
        {
            nameof(InvalidPromptException) => new(
                "breaks the prompt rules",
                "Mend the prompt and send it anew. As it is, it would be refused again."
            ),
            nameof(ContentFilteredException) => new(
                "refused by content filter",
                "Reword the prompt and send it anew. As it is, it would most likely be refused again."
            ),
            nameof(ModelThrottledException) => new(
                "model too busy",
                "The model was busy or the account's quota used up, for all of the retries. Try it again later with the command "
                    + "below. If this comes often, allow fewer executions at once or ask AWS for a higher quota."
            ),
            nameof(ModelUnavailableException) => new("model not reachable", TryAgain),
            nameof(ModelOutputException) => new("model gave no picture", TryAgain),
            nameof(ModelRequestRejectedException) => new(
                "model refused the request",
                "Check that the model is still offered and that this account has access to it, then try it again with the command below."
            ),
            nameof(ImageCorruptException) => new("picture damaged", TryAgain),
            nameof(StagedImageMissingException) => new(
                "picture lost",
                "Something else deleted the picture before it was stored. Try it again with the command below."
            ),
            DeadLetterReasons.MessageTooLarge => new("message too large", "Shorten the message and send it anew."),
            DeadLetterReasons.RequestIdConflict => new(
                "id used by another prompt",
                "Send it anew under another id, or without one. The first prompt with this id is not affected."
            ),
            "States.Timeout" => new("took too long", TryAgain),
            "States.DataLimitExceeded" => new("too much data", "Shorten the prompt and send it anew."),
            { } name when name.StartsWith("Lambda.", StringComparison.Ordinal) => new("a step broke down", TryAgain),
            _ => new("failed unexpectedly", AskOperator),
        };
}
