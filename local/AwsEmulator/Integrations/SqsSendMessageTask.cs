using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>
/// <c>arn:aws:states:::sqs:sendMessage</c>, https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html. Sent
/// exactly once, whenever the process dies.
/// </summary>
public sealed class SqsSendMessageTask(QueueService queues, TaskLedger ledger, IdSource ids, TimeProvider time) : ITaskIntegration
{
    // The bytes of SQS's answer without and with attributes.
    private const int AnswerLength = 106;
    private const int AnswerLengthWithAttributes = 166;

    public bool Accepts(TaskResource resource) =>
        resource is { Kind: TaskResourceKind.Integration, ResourceType: "sqs", Resource: "sendMessage" or "sendMessage.waitForTaskToken" };

    public async Task<TaskOutcome> RunAsync(TaskCall call, CancellationToken cancellationToken)
    {
        if (ledger.Find(call) is { } before)
        {
            return TaskOutcome.Succeeded(before);
        }

        var requestId = ids.Next();
        try
        {
            using var parameters = JsonDocument.Parse(call.Parameters);
            var output = "";
            await queues.SendAsync(
                QueueService.NameOf(QueueUrl(parameters.RootElement)),
                [Message(parameters.RootElement)],
                (session, sent) =>
                {
                    output = Output(sent[0], requestId);
                    TaskLedger.Write(session, call, output);
                }
            );
            return TaskOutcome.Succeeded(output);
        }
        catch (AwsException e)
        {
            var exception = e.Code == "QueueDoesNotExist" ? "QueueDoesNotExistException" : "AmazonSQSException";
            return ServiceFailure.From(e, "SQS", "AmazonSQS", exception, requestId);
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
            Attributes = MessageParameters.Attributes(parameters, static (type, text, bytes) => new MessageAttribute(type, text, bytes)),
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
                ContentLength = sent.Md5OfAttributes is null ? AnswerLength : AnswerLengthWithAttributes,
            }.Write(writer);
        });
}
