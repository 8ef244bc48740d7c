using System.Text.Json;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Tests.Executions;
using PromptToImage.AwsEmulator.Topics;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Tests.Integrations;

/// <summary><c>sqs:sendMessage</c> and <c>sns:publish</c>: parameters, results and errors.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html and https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html</remarks>
public sealed class MessageTaskTests : IDisposable
{
    private const string SendMessage = "arn:aws:states:::sqs:sendMessage";
    private const string Publish = "arn:aws:states:::sns:publish";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_message_is_sent_with_its_attributes_and_the_result_is_SQSs_response()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        await machine.Queues.ProvisionAsync("queue", new Dictionary<string, string>());
        var details = await machine.RunAsync(
            Definitions.Task(
                SendMessage,
                """
                "Parameters": {
                  "QueueUrl": "http://localhost:4566/000000000000/queue",
                  "MessageBody.$": "$.message",
                  "MessageAttributes": {
                    "RequestId": { "DataType": "String", "StringValue.$": "$.id" },
                    "Attempt": { "DataType": "Number", "StringValue": "2" } } },
                """
            ),
            """{"id":"order-1","message":"A croissant"}"""
        );
        var message = Assert.Single(machine.Queues.Browse("queue", 10));
        Assert.Equal("A croissant", message.Body);
        Assert.Equal("order-1", message.Attributes["RequestId"].StringValue);
        Assert.Equal(("Number", "2"), (message.Attributes["Attempt"].DataType, message.Attributes["Attempt"].StringValue));
        using var output = JsonDocument.Parse(details.Output!);
        var root = output.RootElement;
        Assert.Equal(
            ["MD5OfMessageAttributes", "MD5OfMessageBody", "MessageId", "SdkHttpMetadata", "SdkResponseMetadata"],
            root.EnumerateObject().Select(member => member.Name)
        );
        Assert.Equal(message.MessageId, root.GetProperty("MessageId").GetString());
        Assert.Equal(MessageDigest.ForBody("A croissant"), root.GetProperty("MD5OfMessageBody").GetString());
        Assert.Equal("166", root.GetProperty("SdkHttpMetadata").GetProperty("HttpHeaders").GetProperty("Content-Length").GetString());
    }

    [Fact]
    public async Task A_body_that_is_not_a_string_is_sent_as_JSON()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        await machine.Queues.ProvisionAsync("queue", new Dictionary<string, string>());
        await machine.RunAsync(
            Definitions.Task(
                SendMessage,
                """
                "Parameters": { "QueueUrl": "http://localhost:4566/000000000000/queue", "MessageBody.$": "$" },
                """
            ),
            """{"a":[1,"ü"]}"""
        );
        Assert.Equal("""{"a":[1,"ü"]}""", Assert.Single(machine.Queues.Browse("queue", 10)).Body);
    }

    [Fact]
    public async Task An_unknown_queue_fails_the_task_with_SQSs_error()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        var details = await machine.RunAsync(
            Definitions.Task(
                SendMessage,
                """
                "Parameters": { "QueueUrl": "http://localhost:4566/000000000000/none", "MessageBody": "x" },
                """
            )
        );
        Assert.Equal("SQS.QueueDoesNotExistException", details.Execution.Error);
        Assert.StartsWith(
            "The specified queue does not exist. (Service: AmazonSQS; Status Code: 400; Error Code: AWS.SimpleQueueService.NonExistentQueue; Request ID: ",
            details.Cause,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_message_without_a_body_fails_the_task_with_SQSs_error()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        await machine.Queues.ProvisionAsync("queue", new Dictionary<string, string>());
        var details = await machine.RunAsync(
            Definitions.Task(
                SendMessage,
                """
                "Parameters": { "QueueUrl": "http://localhost:4566/000000000000/queue", "MessageBody": null },
                """
            )
        );
        Assert.Equal("SQS.AmazonSQSException", details.Execution.Error);
        Assert.StartsWith(
            "The request must contain the parameter MessageBody. (Service: AmazonSQS; Status Code: 400; Error Code: MissingParameter; Request ID: ",
            details.Cause,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_message_is_published_once_to_each_subscriber()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        var topic = await machine.Topics.CreateAsync("topic");
        await machine.Topics.SubscribeAsync(topic, "email", "you@localhost");
        var details = await machine.RunAsync(
            Definitions.Task(
                Publish,
                $$"""
                "Parameters": { "TopicArn": "{{topic}}", "Subject": "Done", "Message.$": "$.text" },
                """
            ),
            """{"text":"It is done."}"""
        );
        Assert.Equal(ExecutionStatus.Succeeded, details.Execution.Status);
        Assert.Equal(1, machine.Mailbox.Count());
        using var output = JsonDocument.Parse(details.Output!);
        Assert.Equal(
            ["MessageId", "SdkHttpMetadata", "SdkResponseMetadata"],
            output.RootElement.EnumerateObject().Select(member => member.Name)
        );
    }

    [Fact]
    public async Task An_unknown_topic_fails_the_task_with_SNSs_error()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        var details = await machine.RunAsync(
            Definitions.Task(
                Publish,
                $$"""
                "Parameters": { "TopicArn": "{{TopicService.ArnFor("none")}}", "Message": "x" },
                """
            )
        );
        Assert.Equal("SNS.NotFoundException", details.Execution.Error);
        Assert.StartsWith(
            "Topic does not exist (Service: AmazonSNS; Status Code: 404; Error Code: NotFound; Request ID: ",
            details.Cause,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_kill_at_any_moment_of_sending_sends_the_message_once()
    {
        var definition = Definitions.Task(
            SendMessage,
            """
            "Parameters": { "QueueUrl": "http://localhost:4566/000000000000/queue", "MessageBody": "dead letter" },
            """
        );
        string arn;
        var before = _folder["before"];
        await using (var machine = StatesMachine.Open(before))
        {
            await machine.Queues.ProvisionAsync("queue", new Dictionary<string, string>());
            arn = (await machine.RunAsync(definition)).Execution.Arn;
            // As after a kill between the sending of the message and the end of the task in the history.
            await machine.Database.WriteAsync(session =>
            {
                var output = session.ScalarString("SELECT output FROM executions")!;
                session.Execute("UPDATE executions SET status = 0, stopped = NULL, output = NULL");
                session.Execute("DELETE FROM execution_events WHERE id & 32767 > 1");
                session.Execute("INSERT INTO task_outputs SELECT id, 2, ?1 FROM executions", output);
            });
        }

        await using var again = StatesMachine.Open(before);
        var details = await again.Service.WaitAsync(arn, TestContext.Current.CancellationToken);
        Assert.Equal(ExecutionStatus.Succeeded, details.Execution.Status);
        Assert.Single(again.Queues.Browse("queue", 10));
    }
}
