using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;

namespace PromptToImage.AwsEmulator.Rules;

/// <summary>
/// The attributes of an event in the dead-letter queue of a target, which say why it was not delivered,
/// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html.
/// </summary>
internal static class DeadLetterAttributes
{
    /// <param name="ruleArn">The rule.</param>
    /// <param name="targetArn">The target.</param>
    /// <param name="error">The error of the last delivery.</param>
    /// <param name="exhausted">The limit that ended the retries; empty if the delivery was not repeated.</param>
    /// <param name="retries">The number of retries.</param>
    public static Dictionary<string, QueueMessageAttribute> Create(
        string ruleArn,
        string targetArn,
        AwsException error,
        string exhausted,
        int retries
    )
    {
        var attributes = new Dictionary<string, QueueMessageAttribute>
        {
            ["RULE_ARN"] = QueueMessageAttribute.Text(ruleArn),
            ["TARGET_ARN"] = QueueMessageAttribute.Text(targetArn),
            ["ERROR_CODE"] = QueueMessageAttribute.Text(CodeOf(error)),
            ["ERROR_MESSAGE"] = QueueMessageAttribute.Text(error.Message),
            ["RETRY_ATTEMPTS"] = QueueMessageAttribute.Number(retries),
        };
        if (exhausted.Length > 0)
        {
            attributes["EXHAUSTED_RETRY_CONDITION"] = QueueMessageAttribute.Text(exhausted);
        }

        return attributes;
    }

    private static string CodeOf(AwsException error) =>
        error.Code switch
        {
            "AccessDeniedException" or "AccessDenied" or "AuthorizationError" => "NO_PERMISSIONS",
            "ResourceNotFoundException" or "QueueDoesNotExist" or "NotFound" => "NO_RESOURCE",
            "TooManyRequestsException" => "THROTTLING",
            _ => "SDK_CLIENT_ERROR",
        };
}
