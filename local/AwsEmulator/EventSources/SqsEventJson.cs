using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Queues.Wire;

namespace PromptToImage.AwsEmulator.EventSources;

/// <summary>
/// Writes messages as the event that Lambda passes to a function,
/// https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event.
/// </summary>
internal static class SqsEventJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static ReadOnlyMemory<byte> Write(string queueArn, IEnumerable<ReceivedMessage> messages)
    {
        var json = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(json, Options))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("Records");
            foreach (var message in messages)
            {
                Write(writer, queueArn, message);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, string queueArn, ReceivedMessage message)
    {
        writer.WriteStartObject();
        writer.WriteString("messageId", message.MessageId);
        writer.WriteString("receiptHandle", message.ReceiptHandle);
        writer.WriteString("body", message.Body);
        writer.WriteStartObject("attributes");
        foreach (var (name, value) in SqsMessages.GetSystemAttributes(message))
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("messageAttributes");
        foreach (var (name, attribute) in message.Attributes)
        {
            Write(writer, name, attribute);
        }

        writer.WriteEndObject();
        writer.WriteString("md5OfBody", MessageDigest.ForBody(message.Body));
        if (MessageDigest.ForAttributes(message.Attributes) is { } md5)
        {
            writer.WriteString("md5OfMessageAttributes", md5);
        }

        writer.WriteString("eventSource", "aws:sqs");
        writer.WriteString("eventSourceARN", queueArn);
        writer.WriteString("awsRegion", AwsAccount.Region);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, QueueMessageAttribute attribute)
    {
        writer.WriteStartObject(name);
        if (attribute.IsBinary)
        {
            writer.WriteBase64String("binaryValue", attribute.BinaryValue);
        }
        else
        {
            writer.WriteString("stringValue", attribute.StringValue);
        }
        // Always empty, as in SQS's event.
        writer.WriteStartArray("stringListValues");
        writer.WriteEndArray();
        writer.WriteStartArray("binaryListValues");
        writer.WriteEndArray();
        writer.WriteString("dataType", attribute.DataType);
        writer.WriteEndObject();
    }
}
