namespace PromptToImage.SqsModel;

/// <summary>Where a message goes that has been received too often.</summary>
/// <param name="DeadLetterTargetArn">The dead-letter queue.</param>
/// <param name="MaxReceiveCount">1 to 1,000; the receive after that many moves the message instead.</param>
public sealed record RedrivePolicy(string DeadLetterTargetArn, int MaxReceiveCount);
