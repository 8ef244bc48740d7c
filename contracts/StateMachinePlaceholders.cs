namespace PromptToImage.Contracts;

/// <summary>
/// The <c>${…}</c> names in <c>statemachine/prompt-to-image.asl.json</c> that whoever deploys or runs it substitutes.
/// </summary>
public static class StateMachinePlaceholders
{
    public const string ValidateFunctionArn = "ValidateFunctionArn";
    public const string GenerateFunctionArn = "GenerateFunctionArn";
    public const string StoreFunctionArn = "StoreFunctionArn";
    public const string NotifyFunctionArn = "NotifyFunctionArn";
    public const string DeadLetterQueueUrl = "DeadLetterQueueUrl";

    /// <summary>All of them; a definition with one left over, or one more, is not ours.</summary>
    public static IReadOnlyList<string> All { get; } =
    [ValidateFunctionArn, GenerateFunctionArn, StoreFunctionArn, NotifyFunctionArn, DeadLetterQueueUrl];
}
