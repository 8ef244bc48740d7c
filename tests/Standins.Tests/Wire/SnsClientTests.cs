using System.Net;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace PromptToImage.Standins.Tests.Wire;

public sealed class SnsClientTests
{
    private const string TopicArn = "arn:aws:sns:us-east-1:000000000000:prompt-to-image-results";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_sends_a_signed_form()
    {
        await using var service = await RecordingService.StartAsync(
            Response.Xml(
                """
                <PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
                  <PublishResult><MessageId>m-1</MessageId></PublishResult>
                  <ResponseMetadata><RequestId>req-1</RequestId></ResponseMetadata>
                </PublishResponse>
                """
            )
        );
        using var sns = Client(service);

        var response = await sns.PublishAsync(
            new PublishRequest
            {
                TopicArn = TopicArn,
                Subject = "Your image & more",
                Message = "Größe: 1 + 1 = 2\n",
                MessageAttributes = new Dictionary<string, MessageAttributeValue>
                {
                    ["outcome"] = new() { DataType = "String", StringValue = "stored" },
                    ["raw"] = new() { DataType = "Binary", BinaryValue = new MemoryStream([1, 2, 3]) },
                },
            },
            Cancellation
        );

        Assert.Equal(("m-1", "req-1"), (response.MessageId, response.ResponseMetadata.RequestId));
        var request = Assert.Single(service.Requests);
        Assert.Equal(("POST", "/"), (request.Method, request.Path));
        Assert.Equal("application/x-www-form-urlencoded; charset=utf-8", request.Headers["Content-Type"]);
        Assert.Contains("/us-east-1/sns/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        var expected = new Dictionary<string, string>
        {
            ["Action"] = "Publish",
            ["Version"] = "2010-03-31",
            ["TopicArn"] = TopicArn,
            ["Subject"] = "Your image & more",
            ["Message"] = "Größe: 1 + 1 = 2\n",
            ["MessageAttributes.entry.1.Name"] = "outcome",
            ["MessageAttributes.entry.1.Value.DataType"] = "String",
            ["MessageAttributes.entry.1.Value.StringValue"] = "stored",
            ["MessageAttributes.entry.2.Name"] = "raw",
            ["MessageAttributes.entry.2.Value.DataType"] = "Binary",
            ["MessageAttributes.entry.2.Value.BinaryValue"] = "AQID",
        };
        Assert.Equal(expected.OrderBy(f => f.Key, StringComparer.Ordinal), request.Form.OrderBy(f => f.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task NotFound_gives_its_own_exception()
    {
        await using var service = await RecordingService.StartAsync(
            new Response(
                404,
                """
                <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
                  <Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message></Error>
                  <RequestId>r-2</RequestId>
                </ErrorResponse>
                """,
                "text/xml"
            )
        );
        using var sns = Client(service);

        var absent = await Assert.ThrowsAsync<NotFoundException>(() => sns.PublishAsync(TopicArn, "x", Cancellation));

        Assert.Equal(
            ("NotFound", HttpStatusCode.NotFound, "r-2", "Topic does not exist", ErrorType.Sender),
            (absent.ErrorCode, absent.StatusCode, absent.RequestId, absent.Message, absent.ErrorType)
        );
    }

    [Fact]
    public async Task An_error_that_only_other_operations_declare_gives_the_services_general_exception()
    {
        await using var service = await RecordingService.StartAsync(
            new Response(
                404,
                "<ErrorResponse><Error><Type>Sender</Type><Code>NotFound</Code><Message>no</Message></Error></ErrorResponse>",
                "text/xml"
            )
        );
        using var sns = Client(service);

        var error = await Assert.ThrowsAsync<AmazonSimpleNotificationServiceException>(() => sns.ListTopicsAsync(Cancellation));

        Assert.Equal("NotFound", error.ErrorCode);
    }

    [Fact]
    public async Task A_list_has_its_token_and_is_null_if_empty()
    {
        await using var service = await RecordingService.StartAsync(
            Response.Xml(
                """
                <ListSubscriptionsByTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><ListSubscriptionsByTopicResult>
                  <Subscriptions><member><TopicArn>t</TopicArn><Protocol>email</Protocol><SubscriptionArn>s</SubscriptionArn><Owner>o</Owner><Endpoint>a@example.com</Endpoint></member></Subscriptions>
                  <NextToken>more</NextToken>
                </ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>
                """
            ),
            Response.Xml("<ListTopicsResponse><ListTopicsResult><Topics/></ListTopicsResult></ListTopicsResponse>")
        );
        using var sns = Client(service);

        var subscriptions = await sns.ListSubscriptionsByTopicAsync(TopicArn, "token", Cancellation);
        var topics = await sns.ListTopicsAsync(Cancellation);

        var subscription = Assert.Single(subscriptions.Subscriptions);
        Assert.Equal(
            ("t", "email", "s", "o", "a@example.com", "more"),
            (
                subscription.TopicArn,
                subscription.Protocol,
                subscription.SubscriptionArn,
                subscription.Owner,
                subscription.Endpoint,
                subscriptions.NextToken
            )
        );
        Assert.Equal("token", service.Requests[0].Form["NextToken"]);
        Assert.Null(topics.Topics);
    }

    [Fact]
    public async Task Subscribe_and_CreateTopic_send_attributes_flags_and_tags()
    {
        await using var service = await RecordingService.StartAsync(
            Response.Xml("<SubscribeResponse><SubscribeResult><SubscriptionArn>s</SubscriptionArn></SubscribeResult></SubscribeResponse>"),
            Response.Xml("<CreateTopicResponse><CreateTopicResult><TopicArn>t</TopicArn></CreateTopicResult></CreateTopicResponse>")
        );
        using var sns = Client(service);

        var subscribed = await sns.SubscribeAsync(
            new SubscribeRequest(TopicArn, "email", "a@example.com")
            {
                ReturnSubscriptionArn = true,
                Attributes = new Dictionary<string, string> { ["FilterPolicy"] = "{}" },
            },
            Cancellation
        );
        var created = await sns.CreateTopicAsync(
            new CreateTopicRequest("results") { Tags = [new Tag { Key = "k", Value = "v" }] },
            Cancellation
        );

        Assert.Equal(("s", "t"), (subscribed.SubscriptionArn, created.TopicArn));
        Assert.Equal("true", service.Requests[0].Form["ReturnSubscriptionArn"]);
        Assert.Equal("FilterPolicy", service.Requests[0].Form["Attributes.entry.1.key"]);
        Assert.Equal("{}", service.Requests[0].Form["Attributes.entry.1.value"]);
        Assert.Equal("k", service.Requests[1].Form["Tags.member.1.Key"]);
        Assert.Equal("v", service.Requests[1].Form["Tags.member.1.Value"]);
    }

    private static AmazonSimpleNotificationServiceClient Client(RecordingService service)
    {
        return new AmazonSimpleNotificationServiceClient(
            RecordingService.Credentials,
            service.Configure<AmazonSimpleNotificationServiceConfig>()
        );
    }
}
