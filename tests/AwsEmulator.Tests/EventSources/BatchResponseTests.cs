using System.Text;
using PromptToImage.AwsEmulator.EventSources;
using PromptToImage.AwsEmulator.Queues;

namespace PromptToImage.AwsEmulator.Tests.EventSources;

/// <summary>https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#sqs-batchfailurereporting-conditions</summary>
public sealed class BatchResponseTests
{
    private static readonly ReceivedMessage[] Batch = [Message("a"), Message("b"), Message("c")];

    [Theory]
    [InlineData("""{"batchItemFailures": []}""")]
    [InlineData("""{"batchItemFailures": null}""")]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_response_without_failures_is_complete_success(string response) => Assert.Equal(["a", "b", "c"], Succeeded(response));

    [Fact]
    public void The_messages_that_are_named_failed_and_the_others_succeeded() =>
        Assert.Equal(["a", "c"], Succeeded("""{"batchItemFailures": [{"itemIdentifier": "b"}]}"""));

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("""{"batchItemFailures": [{"itemIdentifier": ""}]}""")]
    [InlineData("""{"batchItemFailures": [{"itemIdentifier": null}]}""")]
    [InlineData("""{"batchItemFailures": [{"badKey": "a"}]}""")]
    [InlineData("""{"batchItemFailures": [{"itemIdentifier": "unknown"}]}""")]
    [InlineData("""{"batchItemFailures": ["a"]}""")]
    [InlineData("""{"batchItemFailures": {}}""")]
    public void A_response_that_cannot_be_right_is_complete_failure(string response) => Assert.Null(Succeeded(response));

    private static IEnumerable<string>? Succeeded(string response) =>
        BatchResponse.Succeeded(Encoding.UTF8.GetBytes(response), Batch)?.Select(message => message.MessageId);

    private static ReceivedMessage Message(string id) =>
        new()
        {
            MessageId = id,
            ReceiptHandle = "",
            Body = "",
            Attributes = new Dictionary<string, QueueMessageAttribute>(),
            SentAt = DateTimeOffset.UnixEpoch,
            FirstReceivedAt = DateTimeOffset.UnixEpoch,
            Receives = 1,
        };
}
