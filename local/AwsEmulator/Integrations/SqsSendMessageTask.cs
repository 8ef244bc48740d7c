using System.Text.Json;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>
/// <c>arn:aws:states:::sqs:sendMessage</c>, https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html. The message is sent
/// exactly once, even if the process ends at any moment.
/// </summary>
public sealed class SqsSendMessageTask(
    QueueService queues,
    AccessControl access,
    TaskResultStore results,
    IdGenerator ids,
    TimeProvider time
) : ITaskIntegration
{
    // The length of SQS's response in bytes, without and with attributes.
    private const int ResponseLength = 106;
    private const int ResponseLengthWithAttributes = 166;

    public bool Accepts(TaskResource resource) =>
        resource is { Kind: TaskResourceKind.Integration, ResourceType: "sqs", Resource: "sendMessage" or "sendMessage.waitForTaskToken" };

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
            var queue = QueueService.NameFrom(QueueUrl(parameters.RootElement));
            access.Require(call.Caller, new Permission("sqs:SendMessage", QueueService.ArnFor(queue)));
            var output = "";
            await queues.SendAsync(
                queue,
                [Message(parameters.RootElement)],
                (session, sent) =>
                {
                    output = Output(sent[0], requestId);
                    TaskResultStore.Write(session, call, output);
                }
            );
            return TaskOutcome.Succeeded(output);
        }
        catch (AwsException e)
        {
            var exception = e.Code == "QueueDoesNotExist" ? "QueueDoesNotExistException" : "AmazonSQSException";
            return IntegrationError.From(e, "SQS", "AmazonSQS", exception, requestId);
        }
    }

    private static string QueueUrl(JsonElement parameters) =>
        parameters.TryGetProperty("QueueUrl", out var url) && url.ValueKind == JsonValueKind.String
            ? url.GetString()!
            : throw SqsErrors.MissingParameter("QueueUrl");

    private static OutgoingMessage Message(JsonElement parameters)
    {
        if (!parameters.TryGetProperty("MessageBody", out var body) || body.ValueKind == JsonValueKind.Null)
        {
            throw SqsErrors.MissingParameter("MessageBody");
        }

        return new OutgoingMessage(MessageParameters.Text(body))
        {
            Attributes = MessageParameters.Attributes(
                parameters,
                static (type, text, bytes) => new QueueMessageAttribute(type, text, bytes)
            ),
            Delay =
                parameters.TryGetProperty("DelaySeconds", out var delay) && delay.TryGetInt32(out var seconds)
                    ? TimeSpan.FromSeconds(seconds)
                    : null,
        };
    }

    private string Output(SentMessage sent, string requestId) =>
        JsonOutput.Object(writer =>
        {
            if (sent.Md5OfAttributes is { } attributes)
            {
                writer.WriteString("MD5OfMessageAttributes", attributes);
            }

            writer.WriteString("MD5OfMessageBody", sent.Md5OfBody);
            writer.WriteString("MessageId", sent.MessageId);
            new SdkMetadata
            {
                RequestId = requestId,
                Date = time.GetUtcNow(),
                ContentType = "application/x-amz-json-1.0",
                ContentLength = sent.Md5OfAttributes is null ? ResponseLength : ResponseLengthWithAttributes,
            }.Write(writer);
        });
}
