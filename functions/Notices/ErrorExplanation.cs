using PromptToImage.Contracts;
using PromptToImage.Functions.Errors;

namespace PromptToImage.Functions.Notices;

/// <summary>Explains an error to a person: a short reason and advice.</summary>
/// <param name="Reason">Part of the subject, after the id.</param>
/// <param name="Advice">Tells the person how to proceed.</param>
public sealed record ErrorExplanation(string Reason, string Advice)
{
    private const string TryAgain = "The error can be temporary. Try it again without changes, with the command below.";
    private const string AskOperator = "Look at the execution and correct the cause, then try it again with the command below.";

    /// <summary>Whether a redrive of the unchanged prompt can succeed.</summary>
    public bool CanRedrive { get; private init; } = true;

    public static ErrorExplanation For(string? error) =>
        FinalErrors.Find(error) is { } final
            ? new ErrorExplanation(final.Reason, $"{final.Advice} {final.Consequence}".TrimEnd()) { CanRedrive = false }
            : Temporary(error);

    private static ErrorExplanation Temporary(string? error) =>
        error switch
        {
            nameof(ModelThrottledException) => new(
                "model too busy",
                "The model was busy or the account's quota was used up during all retries. Try it again later with the command "
                    + "below. If this happens often, allow fewer concurrent executions or ask AWS for a higher quota."
            ),
            nameof(ModelUnavailableException) => new(
                "model not reachable",
                "Check AWS Health (https://health.aws.amazon.com/health/status). When Bedrock works again, run the command below."
            ),
            nameof(ModelOutputException) => new("model returned no image", TryAgain),
            nameof(ModelRequestRejectedException) => new(
                "model rejected the request",
                "Check that the model is still offered and that this account has access to it, then try it again with the command below."
            ),
            nameof(ImageCorruptException) => new("image damaged", TryAgain),
            nameof(StagedImageMissingException) => new(
                "staged image deleted",
                "The staged image was deleted before it was stored. Try it again with the command below."
            ),
            StatesErrorNames.Timeout => new("took too long", TryAgain),
            { } name when name.StartsWith("Lambda.", StringComparison.Ordinal) => new("a step crashed", TryAgain),
            _ => new("failed unexpectedly", AskOperator),
        };
}
