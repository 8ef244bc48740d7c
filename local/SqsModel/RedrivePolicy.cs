namespace PromptToImage.SqsModel;

/// <summary>The redrive policy of a queue.</summary>
/// <param name="DeadLetterTargetArn">The dead-letter queue's ARN.</param>
/// <param name="MaxReceiveCount">1 to 1,000. The next receive after this number moves the message to the dead-letter queue.</param>
public sealed record RedrivePolicy(string DeadLetterTargetArn, int MaxReceiveCount);
