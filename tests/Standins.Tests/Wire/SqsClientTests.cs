using System.Net;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;

namespace PromptToImage.Standins.Tests.Wire;

public sealed class SqsClientTests
{
    private const string QueueUrl = "http://localhost:4566/000000000000/prompt-to-image";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_posted_as_signed_json_with_its_target()
    {
        await using var service = await RecordingService.StartAsync(Answer.Json("""{"MessageId":"m-1"}"""));
        using AmazonSQSClient sqs = new(RecordingService.Credentials, service.Configure<AmazonSQSConfig>());

        var response = await sqs.SendMessageAsync(QueueUrl, "Me on top of a \"pyramid\" 🎨", Cancellation);

        Assert.Equal(
            ("m-1", HttpStatusCode.OK, "req-1"),
            (response.MessageId, response.HttpStatusCode, response.ResponseMetadata.RequestId)
        );
        var request = Assert.Single(service.Requests);
        Assert.Equal(("POST", "/"), (request.Method, request.Path));
        Assert.Equal("AmazonSQS.SendMessage", request.Headers["X-Amz-Target"]);
        Assert.Equal("application/x-amz-json-1.0", request.Headers["Content-Type"]);
        Assert.Equal("true", request.Headers["x-amzn-query-mode"]);
        Assert.Matches(
            "^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/[0-9]{8}/us-east-1/sqs/aws4_request, SignedHeaders=.*, Signature=[0-9a-f]{64}$",
            request.Headers["Authorization"]
        );
        Assert.StartsWith("aws-sdk-dotnet-coreclr/", request.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.True(
            JsonNode.DeepEquals(new JsonObject { ["MessageBody"] = "Me on top of a \"pyramid\" 🎨", ["QueueUrl"] = QueueUrl }, request.Json)
        );
    }

    [Fact]
    public async Task Attributes_travel_as_base64_and_text_and_are_checked_by_their_digest()
    {
        await using var service = await RecordingService.StartAsync(
            Answer.Json("""{"MessageId":"m-1","MD5OfMessageAttributes":"b5d2459f1c6bcb4ff0baaaf26e77ab25"}""")
        );
        using AmazonSQSClient sqs = new(RecordingService.Credentials, service.Configure<AmazonSQSConfig>());
        SendMessageRequest message = new(QueueUrl, "A croissant")
        {
            MessageAttributes = new Dictionary<string, MessageAttributeValue>
            {
                ["Attempt"] = new() { DataType = "Number", StringValue = "2" },
                ["Raw"] = new() { DataType = "Binary", BinaryValue = new MemoryStream([1, 2, 3]) },
            },
        };

        var refused = await Assert.ThrowsAsync<AmazonSQSException>(() => sqs.SendMessageAsync(message, Cancellation));

        Assert.Equal("Attribute MD5 hash mismatch", refused.Message);
        var attributes = service.Requests.Single().Json["MessageAttributes"]!;
        Assert.Equal("2", (string?)attributes["Attempt"]!["StringValue"]);
        Assert.Equal("AQID", (string?)attributes["Raw"]!["BinaryValue"]);
    }

    [Fact]
    public async Task A_body_that_arrived_changed_is_an_error_that_names_the_message()
    {
        await using var service = await RecordingService.StartAsync(
            Answer.Json("""{"Messages":[{"MessageId":"m-7","Body":"A croissant","MD5OfBody":"00000000000000000000000000000000"}]}""")
        );
        using AmazonSQSClient sqs = new(RecordingService.Credentials, service.Configure<AmazonSQSConfig>());

        var refused = await Assert.ThrowsAsync<AmazonSQSException>(() => sqs.ReceiveMessageAsync(QueueUrl, Cancellation));

        Assert.Equal("MD5 hash mismatch for message id m-7", refused.Message);
    }

    [Fact]
    public async Task Digests_that_are_right_pass_in_any_case()
    {
        // Body "test", attribute Name/String/"value": digests from the algorithm in SQS's developer guide, computed apart.
        await using var service = await RecordingService.StartAsync(
            Answer.Json(
                """
                {"Messages":[{"MessageId":"m-1","Body":"test","MD5OfBody":"098F6BCD4621D373CADE4E832627B4F6",
                 "MessageAttributes":{"Name":{"DataType":"String","StringValue":"value"}},"MD5OfMessageAttributes":"923297cac651001d0476adce9b21cd24"}]}
                """
            )
        );
        using AmazonSQSClient sqs = new(RecordingService.Credentials, service.Configure<AmazonSQSConfig>());

        var received = await sqs.ReceiveMessageAsync(QueueUrl, Cancellation);

        Assert.Equal("value", Assert.Single(received.Messages).MessageAttributes["Name"].StringValue);
    }

    [Fact]
    public async Task Nothing_received_is_null_and_not_an_empty_list()
    {
        await using var service = await RecordingService.StartAsync(Answer.Json("{}"));
        using AmazonSQSClient sqs = new(RecordingService.Credentials, service.Configure<AmazonSQSConfig>());

        var received = await sqs.ReceiveMessageAsync(QueueUrl, Cancellation);

        Assert.Null(received.Messages);
    }

    [Fact]
    public async Task An_absent_queue_is_its_own_exception_with_the_code_of_the_query_days()
    {
        await using var service = await RecordingService.StartAsync(
            new Answer(400, """{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}""")
            {
                Headers = new Dictionary<string, string> { ["x-amzn-query-error"] = "AWS.SimpleQueueService.NonExistentQueue;Sender" },
            }
        );
        using AmazonSQSClient sqs = new(RecordingService.Credentials, service.Configure<AmazonSQSConfig>());

        var absent = await Assert.ThrowsAsync<QueueDoesNotExistException>(() => sqs.GetQueueUrlAsync("nowhere", Cancellation));

        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue", absent.ErrorCode);
        Assert.Equal(HttpStatusCode.BadRequest, absent.StatusCode);
        Assert.Equal("req-1", absent.RequestId);
        Assert.Equal(ErrorType.Sender, absent.ErrorType);
        Assert.Equal("The specified queue does not exist.", absent.Message);
    }

    [Fact]
    public async Task Part_of_a_batch_can_fail()
    {
        await using var service = await RecordingService.StartAsync(
            Answer.Json(
                """{"Successful":[{"Id":"a"}],"Failed":[{"Id":"b","Code":"ReceiptHandleIsInvalid","Message":"no","SenderFault":true}]}"""
            )
        );
        using AmazonSQSClient sqs = new(RecordingService.Credentials, service.Configure<AmazonSQSConfig>());

        var response = await sqs.DeleteMessageBatchAsync(QueueUrl, [new("a", "h1"), new("b", "h2")], Cancellation);

        Assert.Equal("a", Assert.Single(response.Successful).Id);
        var failed = Assert.Single(response.Failed);
        Assert.Equal(("b", "ReceiptHandleIsInvalid", true), (failed.Id, failed.Code, failed.SenderFault));
    }

    [Fact]
    public async Task Attributes_of_a_queue_have_typed_properties()
    {
        await using var service = await RecordingService.StartAsync(
            Answer.Json(
                """{"Attributes":{"QueueArn":"arn:q","ApproximateNumberOfMessages":"3","VisibilityTimeout":"30","CreatedTimestamp":"1700000000"}}"""
            )
        );
        using AmazonSQSClient sqs = new(RecordingService.Credentials, service.Configure<AmazonSQSConfig>());

        var response = await sqs.GetQueueAttributesAsync(QueueUrl, ["All"], Cancellation);

        Assert.Equal(("arn:q", 3, 30), (response.QueueARN, response.ApproximateNumberOfMessages, response.VisibilityTimeout));
        Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc), response.CreatedTimestamp);
    }
}
