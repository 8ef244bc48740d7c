using System.Text;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;

namespace PromptToImage.Standins.Tests.Lambda;

public sealed class SerializerTests
{
    // The event as Lambda's developer guide shows it: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
    private const string Event = """
        {"Records":[{
          "messageId":"059f36b4-87a3-44ab-83d2-661975830a7d","receiptHandle":"AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a","body":"A croissant",
          "attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1545082649183","SenderId":"AIDAIENQZJOLO23YVJ4VO"},
          "messageAttributes":{"Attempt":{"stringValue":"2","dataType":"Number"},"Raw":{"binaryValue":"AQID","dataType":"Binary"}},
          "md5OfBody":"e4e68fb7bd0e697a0ae8f1bb342846b3","eventSource":"aws:sqs",
          "eventSourceARN":"arn:aws:sqs:us-east-2:123456789012:my-queue","awsRegion":"us-east-2"}]}
        """;

    public static TheoryData<string> Serializers { get; } =
    [nameof(SourceGeneratorLambdaJsonSerializer<SampleJson>), nameof(DefaultLambdaJsonSerializer)];

    [Theory]
    [MemberData(nameof(Serializers))]
    public void A_queues_event_is_read_whatever_the_case_of_its_names(string serializer)
    {
        var read = Make(serializer).Deserialize<SQSEvent>(Stream(Event));

        var message = Assert.Single(read.Records);
        Assert.Equal("059f36b4-87a3-44ab-83d2-661975830a7d", message.MessageId);
        Assert.Equal("A croissant", message.Body);
        Assert.Equal("e4e68fb7bd0e697a0ae8f1bb342846b3", message.Md5OfBody);
        Assert.Equal("arn:aws:sqs:us-east-2:123456789012:my-queue", message.EventSourceArn);
        Assert.Equal("1", message.Attributes["ApproximateReceiveCount"]);
        Assert.Equal("2", message.MessageAttributes["Attempt"].StringValue);
        Assert.Equal([1, 2, 3], message.MessageAttributes["Raw"].BinaryValue.ToArray());
    }

    [Theory]
    [MemberData(nameof(Serializers))]
    public void A_batch_response_is_written_under_lambdas_names(string serializer)
    {
        using var written = new MemoryStream();

        Make(serializer).Serialize(new SQSBatchResponse([new SQSBatchResponse.BatchItemFailure { ItemIdentifier = "m-1" }]), written);

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"m-1"}]}""", Encoding.UTF8.GetString(written.ToArray()));
    }

    [Fact]
    public void Nulls_are_left_out_and_text_is_escaped_no_more_than_it_must()
    {
        using var written = new MemoryStream();

        new DefaultLambdaJsonSerializer().Serialize(new SQSEvent.SQSMessage { Body = "<é> & 'x'" }, written);

        Assert.Equal("""{"Body":"<é> & 'x'"}""", Encoding.UTF8.GetString(written.ToArray()));
    }

    [Fact]
    public void A_type_that_the_context_lacks_is_named()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<SampleJson>();

        var missing = Assert.Throws<JsonSerializerException>(() => serializer.Deserialize<Version>(Stream("{}")));

        Assert.Equal(
            "Error converting the Lambda event JSON payload to type System.Version: No JsonTypeInfo registered in "
                + "PromptToImage.Standins.Tests.Lambda.SampleJson for type System.Version.",
            missing.Message
        );
    }

    [Fact]
    public void Options_can_be_adjusted()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<SampleJson>(options =>
            options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase
        );
        using var written = new MemoryStream();

        serializer.Serialize(new SQSEvent { Records = [] }, written);

        Assert.Equal("""{"records":[]}""", Encoding.UTF8.GetString(written.ToArray()));
    }

    private static ILambdaSerializer Make(string serializer)
    {
        return serializer == nameof(DefaultLambdaJsonSerializer)
            ? new DefaultLambdaJsonSerializer()
            : new SourceGeneratorLambdaJsonSerializer<SampleJson>();
    }

    private static MemoryStream Stream(string json)
    {
        return new MemoryStream(Encoding.UTF8.GetBytes(json));
    }
}
