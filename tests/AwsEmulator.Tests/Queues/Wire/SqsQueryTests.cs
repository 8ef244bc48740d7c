using System.Net;
using System.Xml.Linq;

namespace PromptToImage.AwsEmulator.Tests.Queues.Wire;

/// <summary>SQS through the Query protocol of older clients.</summary>
public sealed class SqsQueryTests : IAsyncLifetime
{
    private static readonly XNamespace Sqs = "http://queue.amazonaws.com/doc/2012-11-05/";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private Emulator _emulator = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await Emulator.StartAsync(new EmulatorOptions { DataFolder = _folder.Path, Port = 0 }, Cancellation);
        await _emulator.Queues.ProvisionAsync("work", new Dictionary<string, string>());
        _http.BaseAddress = _emulator.Endpoint;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_request_can_name_the_queue_by_its_path()
    {
        var (_, sent) = await PostAsync(
            "/000000000000/work",
            "Action=SendMessage&MessageBody=A+croissant+%26+%3Cmore%3E&MessageAttribute.1.Name=RequestId&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringValue=order-1"
        );
        var (_, received) = await PostAsync(
            "/000000000000/work",
            "Action=ReceiveMessage&AttributeName.1=ApproximateReceiveCount&MessageAttributeName.1=All"
        );

        var message = received.Root!.Element(Sqs + "ReceiveMessageResult")!.Element(Sqs + "Message")!;
        var handle = (string)message.Element(Sqs + "ReceiptHandle")!;
        Assert.Equal(
            $"""
            <Message xmlns="http://queue.amazonaws.com/doc/2012-11-05/">
              <MessageId>{Value(sent, "MessageId")}</MessageId>
              <ReceiptHandle>{handle}</ReceiptHandle>
              <MD5OfBody>{Value(sent, "MD5OfMessageBody")}</MD5OfBody>
              <Body>A croissant &amp; &lt;more&gt;</Body>
              <Attribute>
                <Name>ApproximateReceiveCount</Name>
                <Value>1</Value>
              </Attribute>
              <MD5OfMessageAttributes>{Value(sent, "MD5OfMessageAttributes")}</MD5OfMessageAttributes>
              <MessageAttribute>
                <Name>RequestId</Name>
                <Value>
                  <StringValue>order-1</StringValue>
                  <DataType>String</DataType>
                </Value>
              </MessageAttribute>
            </Message>
            """,
            message.ToString()
        );

        var (status, _) = await PostAsync("/000000000000/work", $"Action=DeleteMessage&ReceiptHandle={Uri.EscapeDataString(handle)}");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(0, _emulator.Queues.Count("work").Total);
    }

    [Fact]
    public async Task Each_entry_of_a_batch_succeeds_or_fails_alone()
    {
        var (_, response) = await PostAsync(
            "/000000000000/work",
            "Action=SendMessageBatch&SendMessageBatchRequestEntry.1.Id=good&SendMessageBatchRequestEntry.1.MessageBody=x&SendMessageBatchRequestEntry.2.Id=bad&SendMessageBatchRequestEntry.2.MessageBody="
        );
        var result = response.Root!.Element(Sqs + "SendMessageBatchResult")!;
        Assert.Equal("good", (string)result.Element(Sqs + "SendMessageBatchResultEntry")!.Element(Sqs + "Id")!);
        var failed = result.Element(Sqs + "BatchResultErrorEntry")!;
        Assert.Equal(
            ("bad", "true", "MissingParameter"),
            ((string)failed.Element(Sqs + "Id")!, (string)failed.Element(Sqs + "SenderFault")!, (string)failed.Element(Sqs + "Code")!)
        );
    }

    [Fact]
    public async Task A_batch_of_ten_thousand_entries_is_rejected()
    {
        var entries = Enumerable
            .Range(1, 10_000)
            .Select(i => $"&SendMessageBatchRequestEntry.{i}.Id=m{i}&SendMessageBatchRequestEntry.{i}.MessageBody=x");
        var (status, response) = await PostAsync("/000000000000/work", $"Action=SendMessageBatch{string.Concat(entries)}");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("AWS.SimpleQueueService.TooManyEntriesInBatchRequest", response.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attributes_are_set_and_returned_as_numbered_entries()
    {
        await PostAsync(
            "/",
            $"Action=SetQueueAttributes&QueueUrl={Uri.EscapeDataString(_emulator.Endpoint + "000000000000/work")}&Attribute.1.Name=VisibilityTimeout&Attribute.1.Value=7"
        );
        var (_, response) = await PostAsync(
            "/000000000000/work",
            "Action=GetQueueAttributes&AttributeName.1=VisibilityTimeout&AttributeName.2=DelaySeconds"
        );
        Assert.Equal(
            [("DelaySeconds", "0"), ("VisibilityTimeout", "7")],
            response
                .Descendants(Sqs + "Attribute")
                .Select(attribute => ((string)attribute.Element(Sqs + "Name")!, (string)attribute.Element(Sqs + "Value")!))
        );
    }

    [Theory]
    [InlineData("Action=GetQueueUrl&QueueName=missing", "AWS.SimpleQueueService.NonExistentQueue")]
    [InlineData("Action=ReceiveMessage&MaxNumberOfMessages=11&QueueUrl=work", "InvalidParameterValue")]
    [InlineData("Action=ReceiveMessage&MaxNumberOfMessages=ten&QueueUrl=work", "SerializationException")]
    [InlineData("Action=AddPermission&QueueUrl=work", "InvalidAction")]
    public async Task Errors_are_xml(string form, string code)
    {
        var (status, response) = await PostAsync("/", form);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var error = response.Root!.Element(Sqs + "Error")!;
        Assert.Equal(("Sender", code), ((string)error.Element(Sqs + "Type")!, (string)error.Element(Sqs + "Code")!));
        Assert.NotEmpty((string)response.Root.Element(Sqs + "RequestId")!);
    }

    [Fact]
    public async Task A_get_is_rejected_because_any_web_page_can_send_it()
    {
        using var response = await _http.GetAsync("/?Action=PurgeQueue&Version=2012-11-05&QueueUrl=work", Cancellation);
        Assert.False(
            response.IsSuccessStatusCode
                && (await response.Content.ReadAsStringAsync(Cancellation)).Contains("PurgeQueue", StringComparison.Ordinal)
        );
    }

    private static string Value(XDocument response, string name) => (string)response.Descendants(Sqs + name).Single();

    private async Task<(HttpStatusCode Status, XDocument Response)> PostAsync(string path, string form)
    {
        using var content = new StringContent(form + "&Version=2012-11-05", mediaType: new("application/x-www-form-urlencoded"));
        using var response = await _http.PostAsync(path, content, Cancellation);
        return (response.StatusCode, XDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)));
    }
}
