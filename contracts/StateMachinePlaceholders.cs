namespace PromptToImage.Contracts;

/// <summary>
/// The names of the <c>${…}</c> placeholders in <c>statemachine/prompt-to-image.asl.json</c>. A host replaces them.
/// </summary>
public static class StateMachinePlaceholders
{
    public const string ValidateFunctionArn = "ValidateFunctionArn";
    public const string GenerateFunctionArn = "GenerateFunctionArn";
    public const string StoreFunctionArn = "StoreFunctionArn";
    public const string NotifyFunctionArn = "NotifyFunctionArn";
    public const string DeadLetterQueueUrl = "DeadLetterQueueUrl";

    /// <summary>All placeholders of the definition.</summary>
    public static IReadOnlyList<string> All { get; } =
    [ValidateFunctionArn, GenerateFunctionArn, StoreFunctionArn, NotifyFunctionArn, DeadLetterQueueUrl];
}
