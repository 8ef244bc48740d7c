using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Topics;

/// <summary>The parameters of SNS's operations that are offered, with their names in a form.</summary>
internal static class TopicParameters
{
    private const string Entry = "PublishBatchRequestEntries.member.N.";

    public static readonly OfferedParameters All = new(
        new Dictionary<string, string>
        {
            ["CreateTopic"] = "Name Attributes.entry.N.key Attributes.entry.N.value",
            ["DeleteTopic"] = "TopicArn",
            ["GetTopicAttributes"] = "TopicArn",
            ["SetTopicAttributes"] = "TopicArn AttributeName AttributeValue",
            ["ListTopics"] = "NextToken",
            ["Subscribe"] = "TopicArn Protocol Endpoint ReturnSubscriptionArn",
            ["Unsubscribe"] = "SubscriptionArn",
            ["ListSubscriptions"] = "NextToken",
            ["ListSubscriptionsByTopic"] = "TopicArn NextToken",
            ["Publish"] = "TopicArn TargetArn " + Message(""),
            ["PublishBatch"] = $"TopicArn {Entry}Id {Message(Entry)}",
        },
        QueryProtocol.CommonParameters,
        withoutEffect: "ReturnSubscriptionArn"
    );

    private static string Message(string prefix) =>
        string.Join(
            ' ',
            ((string[])
                [
                    "Message",
                    "Subject",
                    "MessageStructure",
                    "MessageDeduplicationId",
                    "MessageAttributes.entry.N.Name",
                    "MessageAttributes.entry.N.Value.DataType",
                    "MessageAttributes.entry.N.Value.StringValue",
                    "MessageAttributes.entry.N.Value.BinaryValue",
                ]
            ).Select(name => prefix + name)
        );
}
