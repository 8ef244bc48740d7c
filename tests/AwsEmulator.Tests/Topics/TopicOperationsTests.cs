using System.Net;
using System.Xml.Linq;

namespace PromptToImage.AwsEmulator.Tests.Topics;

public sealed class TopicOperationsTests : IAsyncLifetime
{
    private const string Arn = "arn:aws:sns:us-east-1:000000000000:results";
    private static readonly XNamespace Sns = "http://sns.amazonaws.com/doc/2010-03-31/";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private Emulator _emulator = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await Emulator.StartAsync(
            new EmulatorOptions { DataFolder = _folder.Path, Port = 0 },
            TestContext.Current.CancellationToken
        );
        await CallAsync("CreateTopic", ("Name", "results"));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Creating_a_topic_twice_gives_the_same_arn()
    {
        var (_, response) = await CallAsync("CreateTopic", ("Name", "results"));
        Assert.Equal("CreateTopicResponse", response.Name.LocalName);
        Assert.Equal(Arn, response.Element(Sns + "CreateTopicResult")!.Element(Sns + "TopicArn")!.Value);
        Assert.NotEmpty(response.Element(Sns + "ResponseMetadata")!.Element(Sns + "RequestId")!.Value);
    }

    [Fact]
    public async Task Publishing_stores_one_email_per_subscription_in_the_mailbox()
    {
        await CallAsync("Subscribe", ("TopicArn", Arn), ("Protocol", "email"), ("Endpoint", "you@localhost"));
        var again = await CallAsync("Subscribe", ("TopicArn", Arn), ("Protocol", "email"), ("Endpoint", "you@localhost"));
        await CallAsync("Subscribe", ("TopicArn", Arn), ("Protocol", "email"), ("Endpoint", "me@localhost"));
        var (_, response) = await CallAsync(
            "Publish",
            ("TopicArn", Arn),
            ("Subject", "Image stored"),
            ("Message", "It is <there> & well"),
            ("MessageAttributes.entry.1.Name", "outcome"),
            ("MessageAttributes.entry.1.Value.DataType", "String"),
            ("MessageAttributes.entry.1.Value.StringValue", "stored")
        );
        var messageId = response.Descendants(Sns + "MessageId").Single().Value;
        var mails = _emulator.Mailbox.List(10);
        Assert.Equal(["me@localhost", "you@localhost"], mails.Select(mail => mail.Content.Recipient).Order(StringComparer.Ordinal));
        Assert.All(
            mails,
            mail =>
                Assert.Equal(("Image stored", "It is <there> & well", Arn), (mail.Content.Subject, mail.Content.Body, mail.Content.Source))
        );
        Assert.All(mails, mail => Assert.StartsWith(messageId, mail.Content.Key, StringComparison.Ordinal));
        Assert.StartsWith(Arn + ":", again.Response.Descendants(Sns + "SubscriptionArn").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscriptions_are_listed_and_deleted()
    {
        var (_, response) = await CallAsync("Subscribe", ("TopicArn", Arn), ("Protocol", "email"), ("Endpoint", "you@localhost"));
        var subscription = response.Descendants(Sns + "SubscriptionArn").Single().Value;
        foreach (var operation in new[] { "ListSubscriptions", "ListSubscriptionsByTopic" })
        {
            var (_, list) = await CallAsync(operation, operation == "ListSubscriptions" ? [] : [("TopicArn", Arn)]);
            Assert.Equal(
                ["TopicArn", "Protocol", "SubscriptionArn", "Owner", "Endpoint"],
                list.Descendants(Sns + "member").Single().Elements().Select(element => element.Name.LocalName)
            );
        }

        await CallAsync("Unsubscribe", ("SubscriptionArn", subscription));
        await CallAsync("Publish", ("TopicArn", Arn), ("Message", "without subscribers"));
        Assert.Equal(0, _emulator.Mailbox.Count());
    }

    [Fact]
    public async Task A_list_longer_than_a_page_continues_with_its_token()
    {
        for (var i = 0; i < 120; i++)
        {
            await _emulator.Topics.CreateAsync($"t{i:D3}");
        }

        var (_, first) = await CallAsync("ListTopics");
        var (_, second) = await CallAsync("ListTopics", ("NextToken", first.Descendants(Sns + "NextToken").Single().Value));
        var arns = first
            .Descendants(Sns + "TopicArn")
            .Concat(second.Descendants(Sns + "TopicArn"))
            .Select(element => element.Value)
            .ToList();
        Assert.Equal((100, 121, 121), (first.Descendants(Sns + "TopicArn").Count(), arns.Count, arns.Distinct().Count()));
        Assert.Empty(second.Descendants(Sns + "NextToken"));
    }

    [Theory]
    [InlineData("TopicArn=arn:aws:sns:us-east-1:000000000000:other&Message=x", 404, "NotFound", "Topic does not exist")]
    [InlineData(
        "TopicArn=nonsense&Message=x",
        400,
        "InvalidParameter",
        "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1"
    )]
    [InlineData("Message=x", 400, "InvalidParameter", "Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter")]
    [InlineData($"TopicArn={Arn}&Message=", 400, "InvalidParameter", "Invalid parameter: Empty message")]
    [InlineData($"TopicArn={Arn}&Message=x&Subject=a%0Ab", 400, "InvalidParameter", "Invalid parameter: Subject")]
    [InlineData(
        $"TopicArn={Arn}&Message=x&MessageDeduplicationId=id",
        400,
        "InvalidParameter",
        "Invalid parameter: MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type"
    )]
    [InlineData($"TopicArn={Arn}&Message=x&Subject=", 400, "InvalidParameter", "Invalid parameter: Subject")]
    [InlineData(
        $"TopicArn={Arn}&Message=x&MessageStructure=json",
        400,
        "InvalidParameter",
        "Invalid parameter: Message Structure - JSON message body failed to parse"
    )]
    [InlineData(
        $"TopicArn={Arn}&Message={{}}&MessageStructure=json",
        400,
        "InvalidParameter",
        "Invalid parameter: Message Structure - No default entry in JSON message body"
    )]
    [InlineData(
        $"TopicArn={Arn}&Message=x&MessageAttributes.entry.1.Name=a&MessageAttributes.entry.1.Value.DataType=Text&MessageAttributes.entry.1.Value.StringValue=x",
        400,
        "ParameterValueInvalid",
        "The message attribute 'a' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String."
    )]
    public async Task An_invalid_message_is_rejected_with_SNSs_error(string form, int status, string code, string message)
    {
        var parameters = form.Split('&')
            .Select(pair => pair.Split('=', 2))
            .Select(pair => (pair[0], Uri.UnescapeDataString(pair[1])))
            .ToArray();
        await AssertRejectedAsync(status, code, message, "Publish", parameters);
    }

    [Fact]
    public async Task A_message_of_256_KiB_is_published_and_a_longer_one_is_rejected()
    {
        var (status, _) = await CallAsync("Publish", ("TopicArn", Arn), ("Message", new string('x', 256 * 1024)));
        Assert.Equal(HttpStatusCode.OK, status);
        await AssertRejectedAsync(
            400,
            "InvalidParameter",
            "Invalid parameter: Message too long",
            "Publish",
            ("TopicArn", Arn),
            ("Message", "é" + new string('x', (256 * 1024) - 1))
        );
        await AssertRejectedAsync(
            400,
            "InvalidParameter",
            "Invalid parameter: Subject",
            "Publish",
            ("TopicArn", Arn),
            ("Message", "x"),
            ("Subject", new string('x', 101))
        );
    }

    [Theory]
    [InlineData(
        "smtp",
        "you@localhost",
        "Invalid parameter: Amazon SNS does not support this protocol string: smtp (on this machine: email)"
    )]
    [InlineData("email", "you", "Invalid parameter: Email address")]
    [InlineData("email", "you@localhost>\r\nBcc: x@y", "Invalid parameter: Email address")]
    public async Task An_invalid_subscription_is_rejected(string protocol, string endpoint, string message) =>
        await AssertRejectedAsync(
            400,
            "InvalidParameter",
            message,
            "Subscribe",
            ("TopicArn", Arn),
            ("Protocol", protocol),
            ("Endpoint", endpoint)
        );

    [Fact]
    public async Task Each_entry_of_a_batch_succeeds_or_fails_alone()
    {
        var (_, response) = await CallAsync(
            "PublishBatch",
            ("TopicArn", Arn),
            ("PublishBatchRequestEntries.member.1.Id", "good"),
            ("PublishBatchRequestEntries.member.1.Message", "x"),
            ("PublishBatchRequestEntries.member.2.Id", "bad"),
            ("PublishBatchRequestEntries.member.2.Message", "")
        );
        Assert.Equal("good", response.Descendants(Sns + "Successful").Descendants(Sns + "Id").Single().Value);
        Assert.Equal("bad", response.Descendants(Sns + "Failed").Descendants(Sns + "Id").Single().Value);
        await AssertRejectedAsync(
            400,
            "BatchEntryIdsNotDistinct",
            "Two or more batch entries in the request have the same Id.",
            "PublishBatch",
            ("TopicArn", Arn),
            ("PublishBatchRequestEntries.member.1.Id", "a"),
            ("PublishBatchRequestEntries.member.1.Message", "x"),
            ("PublishBatchRequestEntries.member.2.Id", "a"),
            ("PublishBatchRequestEntries.member.2.Message", "x")
        );
    }

    [Theory]
    [InlineData("CreateTopic", "Name", "other", "Attributes.entry.1.key", "Attributes.entry.1.value", "FifoTopic", "true")]
    [InlineData("CreateTopic", "Name", "other", "Attributes.entry.1.key", "Attributes.entry.1.value", "Policy", "{}")]
    [InlineData("SetTopicAttributes", "TopicArn", Arn, "AttributeName", "AttributeValue", "Policy", "{}")]
    public async Task An_attribute_that_is_not_offered_is_rejected_by_name(
        string action,
        string parameter,
        string topic,
        string nameParameter,
        string valueParameter,
        string name,
        string value
    )
    {
        await AssertRejectedAsync(
            400,
            "InvalidParameter",
            $"Invalid parameter: AttributeName (on this machine only DisplayName can be set, not {name})",
            action,
            (parameter, topic),
            (nameParameter, name),
            (valueParameter, value)
        );
        Assert.Equal([Arn], _emulator.Topics.List());
    }

    [Fact]
    public async Task The_display_name_is_an_attribute_and_the_sender_s_name_of_emails()
    {
        await CallAsync("SetTopicAttributes", ("TopicArn", Arn), ("AttributeName", "DisplayName"), ("AttributeValue", "Images"));
        await CallAsync("Subscribe", ("TopicArn", Arn), ("Protocol", "email"), ("Endpoint", "you@localhost"));
        await CallAsync("Publish", ("TopicArn", Arn), ("Message", "x"));
        Assert.Equal(
            ("Images", "AWS Notification Message"),
            (_emulator.Mailbox.Find(1)!.Content.SenderName, _emulator.Mailbox.Find(1)!.Content.Subject)
        );
        var (_, response) = await CallAsync("GetTopicAttributes", ("TopicArn", Arn));
        var entries = response
            .Descendants(Sns + "entry")
            .ToDictionary(entry => entry.Element(Sns + "key")!.Value, entry => entry.Element(Sns + "value")!.Value);
        Assert.Equal((Arn, "Images", "1"), (entries["TopicArn"], entries["DisplayName"], entries["SubscriptionsConfirmed"]));
    }

    private async Task AssertRejectedAsync(int status, string code, string message, string action, params (string, string)[] parameters)
    {
        var (actual, response) = await CallAsync(action, parameters);
        var error = response.Element(Sns + "Error")!;
        Assert.Equal(
            (status, code, message, "Sender"),
            ((int)actual, error.Element(Sns + "Code")!.Value, error.Element(Sns + "Message")!.Value, error.Element(Sns + "Type")!.Value)
        );
    }

    private async Task<(HttpStatusCode Status, XElement Response)> CallAsync(string action, params (string, string)[] parameters)
    {
        var form = parameters
            .Select(pair => new KeyValuePair<string, string>(pair.Item1, pair.Item2))
            .Prepend(new("Version", "2010-03-31"))
            .Prepend(new("Action", action));
        using var content = new FormUrlEncodedContent(form);
        using var response = await _http.PostAsync(_emulator.Endpoint, content, TestContext.Current.CancellationToken);
        return (response.StatusCode, XElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
