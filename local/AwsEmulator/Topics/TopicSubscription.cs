namespace PromptToImage.AwsEmulator.Topics;

/// <summary>A subscription of a topic. Its protocol is <c>email</c>: messages go to the mailbox, without confirmation.</summary>
public sealed record TopicSubscription(string Arn, string TopicArn, string Protocol, string Endpoint);
