using System.Text.Json;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Mail;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.AwsEmulator.Topics;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>
/// <c>arn:aws:states:::sns:publish</c>, https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html. The message is published
/// exactly once, even if the process ends at any moment.
/// </summary>
public sealed class SnsPublishTask(
    Database database,
    TopicService topics,
    Mailbox mailbox,
    AccessControl access,
    TaskResultStore results,
    IdGenerator ids,
    TimeProvider time
) : ITaskIntegration
{
    // The length of SNS's response in bytes. All its parts have a fixed length.
    private const int ResponseLength = 294;

    public bool Accepts(TaskResource resource) =>
        resource is { Kind: TaskResourceKind.Integration, ResourceType: "sns", Resource: "publish" or "publish.waitForTaskToken" };

    public async Task<TaskOutcome> RunAsync(TaskCall call, CancellationToken cancellationToken)
    {
        if (results.Find(call) is { } previous)
        {
            return TaskOutcome.Succeeded(previous);
        }

        var requestId = ids.Next();
        try
        {
            using var parameters = JsonDocument.Parse(call.Parameters);
            var topic =
                Text(parameters.RootElement, "TopicArn")
                ?? Text(parameters.RootElement, "TargetArn")
                ?? throw new AwsException(
                    "InvalidParameter",
                    "Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter"
                );
            access.Require(call.Caller, new Permission("sns:Publish", topic));
            var message = Message(parameters.RootElement);
            var messageId = ids.Next();
            var output = Output(messageId, requestId);
            await database.WriteAsync(session =>
            {
                topics.Publish(session, topic, message, messageId);
                TaskResultStore.Write(session, call, output);
            });
            mailbox.Announce();
            return TaskOutcome.Succeeded(output);
        }
        catch (AwsException e)
        {
            return IntegrationError.From(e, "SNS", "AmazonSNS", e.Code + "Exception", requestId);
        }
    }

    private static TopicMessage Message(JsonElement parameters) =>
        new(Text(parameters, "Message") ?? throw new AwsException("InvalidParameter", "Invalid parameter: Empty message"))
        {
            Subject = Text(parameters, "Subject"),
            Attributes = MessageParameters.Attributes(
                parameters,
                static (type, text, bytes) => new TopicMessageAttribute(type, bytes is null ? text ?? "" : Convert.ToBase64String(bytes))
            ),
        };

    private static string? Text(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? MessageParameters.Text(value) : null;

    private string Output(string messageId, string requestId) =>
        JsonOutput.Object(writer =>
        {
            writer.WriteString("MessageId", messageId);
            new SdkMetadata
            {
                RequestId = requestId,
                Date = time.GetUtcNow(),
                ContentType = "text/xml",
                ContentLength = ResponseLength,
            }.Write(writer);
        });
}
