using System.Text;
using Amazon.SQS.Model;
using PromptToImage.Functions.DeadLetters;

namespace PromptToImage.Functions.Tests.DeadLetters;

public sealed class DeadLetterMessageTests
{
    [Fact]
    public void It_has_the_body_and_all_attributes_of_the_branch()
    {
        var message = Compose("A croissant");
        Assert.Equal("A croissant", message.MessageBody);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["String RequestId"] = "order-1",
                ["Number Attempt"] = "2",
                ["String Error"] = "States.Timeout",
                ["String ExecutionArn"] = "arn:aws:states:us-east-1:000000000000:execution:prompt-to-image:order-1",
                ["String Failure"] = """{"Error":"States.Timeout","Cause":"It took too long."}""",
            },
            message.MessageAttributes.ToDictionary(item => $"{item.Value.DataType} {item.Key}", item => item.Value.StringValue)
        );
    }

    [Theory]
    [InlineData(1_000, "RequestId Attempt Error ExecutionArn Failure")]
    [InlineData(190, "RequestId Attempt Error ExecutionArn")]
    [InlineData(61, "RequestId Attempt Error")]
    [InlineData(40, "RequestId Attempt")]
    [InlineData(5, "")]
    public void A_body_that_nearly_fills_the_message_is_kept_and_attributes_are_left_out(int room, string attributes)
    {
        string body = new('x', DeadLetterMessage.MaximumBytes - room);
        var message = Compose(body);
        Assert.Equal(body, message.MessageBody);
        Assert.Equal(attributes, string.Join(' ', message.MessageAttributes.Keys));
        Assert.InRange(Size(message), 1, DeadLetterMessage.MaximumBytes);
    }

    [Fact]
    public void A_long_cause_is_shortened_to_the_remaining_space()
    {
        string body = new('x', DeadLetterMessage.MaximumBytes - 2_000);
        var message = Compose(body, new string('ü', 30_000));
        Assert.Contains("Failure", message.MessageAttributes.Keys);
        Assert.InRange(Size(message), DeadLetterMessage.MaximumBytes - 2_000, DeadLetterMessage.MaximumBytes);
    }

    private static SendMessageRequest Compose(string body, string cause = "It took too long.") =>
        DeadLetterMessage.Compose(
            "https://queues/dead-letters",
            new OutgoingDeadLetter
            {
                Body = body,
                RequestId = "order-1",
                Attempt = 2,
                Error = "States.Timeout",
                Cause = cause,
                ExecutionArn = "arn:aws:states:us-east-1:000000000000:execution:prompt-to-image:order-1",
            }
        );

    private static int Size(SendMessageRequest message) =>
        Encoding.UTF8.GetByteCount(message.MessageBody)
        + message.MessageAttributes.Sum(item =>
            item.Key.Length + item.Value.DataType.Length + Encoding.UTF8.GetByteCount(item.Value.StringValue)
        );
}
