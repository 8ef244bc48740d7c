namespace PromptToImage.AwsEmulator.Topics;

/// <summary>Who gets what is published to a topic. Only <c>email</c>, which goes to the mailbox and needs no confirmation there.</summary>
public sealed record Subscription(string Arn, string TopicArn, string Protocol, string Endpoint);
