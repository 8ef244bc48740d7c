using System.Globalization;
using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Queues.Wire;

/// <summary>Reads messages of requests and writes messages of responses.</summary>
internal static class SqsMessages
{
    private static readonly HashSet<string> SystemAttributes =
    [
        "All",
        "SenderId",
        "SentTimestamp",
        "ApproximateReceiveCount",
        "ApproximateFirstReceiveTimestamp",
        "AWSTraceHeader",
        "DeadLetterQueueSourceArn",
        "SequenceNumber",
        "MessageDeduplicationId",
        "MessageGroupId",
    ];

    public static OutgoingMessage Read(JsonElement request)
    {
        if (request.Text("MessageDeduplicationId") is { } deduplicationId)
        {
            throw SqsErrors.InvalidParameterValue(
                deduplicationId,
                "MessageDeduplicationId",
                "The request include parameter that is not valid for this queue type."
            );
        }

        var attributes = new Dictionary<string, QueueMessageAttribute>(StringComparer.Ordinal);
        foreach (var property in request.Map("MessageAttributes"))
        {
            attributes[property.Name] = ReadAttribute(property.Value);
        }

        var trace = request.Map("MessageSystemAttributes").ToList();
        if (trace.Find(property => property.Name != "AWSTraceHeader") is { Value.ValueKind: not JsonValueKind.Undefined } other)
        {
            throw AwsErrors.UnsupportedParameter("SendMessage", $"MessageSystemAttributes.{other.Name}");
        }

        return new OutgoingMessage(request.RequiredText("MessageBody"))
        {
            Attributes = attributes,
            Delay = request.Integer("DelaySeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            TraceHeader = trace is [var header] ? header.Value.Text("StringValue") : null,
        };
    }

    /// <summary>Writes the members of a sent message into the current object.</summary>
    public static void Write(Utf8JsonWriter response, SentMessage sent)
    {
        response.WriteString("MessageId", sent.MessageId);
        response.WriteString("MD5OfMessageBody", sent.Md5OfBody);
        if (sent.Md5OfAttributes is not null)
        {
            response.WriteString("MD5OfMessageAttributes", sent.Md5OfAttributes);
        }
    }

    /// <exception cref="AwsException">InvalidAttributeName.</exception>
    public static void CheckSystemAttributeNames(IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(name => !SystemAttributes.Contains(name)) is { } unknown)
        {
            throw SqsErrors.InvalidAttributeName(unknown);
        }
    }

    public static void Write(
        Utf8JsonWriter response,
        ReceivedMessage message,
        IReadOnlyList<string> systemAttributes,
        IReadOnlyList<string> messageAttributes
    )
    {
        response.WriteStartObject();
        response.WriteString("MessageId", message.MessageId);
        response.WriteString("ReceiptHandle", message.ReceiptHandle);
        response.WriteString("MD5OfBody", MessageDigest.ForBody(message.Body));
        response.WriteString("Body", message.Body);
        if (systemAttributes.Count > 0)
        {
            WriteSystemAttributes(response, message, systemAttributes);
        }

        var chosen =
            messageAttributes.Count == 0
                ? []
                : message.Attributes.Where(pair => IsChosen(pair.Key, messageAttributes)).ToDictionary(StringComparer.Ordinal);
        if (chosen.Count > 0)
        {
            response.WriteString("MD5OfMessageAttributes", MessageDigest.ForAttributes(chosen));
            WriteAttributes(response, chosen);
        }

        response.WriteEndObject();
    }

    /// <summary>The system attributes of a message, for clients and for the event source mapping.</summary>
    public static IEnumerable<(string Name, string Value)> GetSystemAttributes(ReceivedMessage message)
    {
        yield return ("SenderId", AwsAccount.Id);
        yield return ("SentTimestamp", Milliseconds(message.SentAt));
        yield return ("ApproximateReceiveCount", message.Receives.ToString(CultureInfo.InvariantCulture));
        yield return ("ApproximateFirstReceiveTimestamp", Milliseconds(message.FirstReceivedAt));
        if (message.TraceHeader is not null)
        {
            yield return ("AWSTraceHeader", message.TraceHeader);
        }

        if (message.DeadLetterSourceArn is not null)
        {
            yield return ("DeadLetterQueueSourceArn", message.DeadLetterSourceArn);
        }
    }

    private static QueueMessageAttribute ReadAttribute(JsonElement value) =>
        new(value.Text("DataType") ?? "", value.Text("StringValue"), value.Bytes("BinaryValue"));

    private static void WriteSystemAttributes(Utf8JsonWriter response, ReceivedMessage message, IReadOnlyList<string> names)
    {
        response.WriteStartObject("Attributes");
        foreach (var (name, value) in GetSystemAttributes(message))
        {
            if (names.Contains("All") || names.Contains(name))
            {
                response.WriteString(name, value);
            }
        }

        response.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter response, Dictionary<string, QueueMessageAttribute> attributes)
    {
        response.WriteStartObject("MessageAttributes");
        foreach (var (name, attribute) in attributes)
        {
            response.WriteStartObject(name);
            if (attribute.IsBinary)
            {
                response.WriteBase64String("BinaryValue", attribute.BinaryValue);
            }
            else
            {
                response.WriteString("StringValue", attribute.StringValue);
            }

            response.WriteString("DataType", attribute.DataType);
            response.WriteEndObject();
        }

        response.WriteEndObject();
    }

    // A choice is "All", a name, or a prefix of names followed by ".*".
    private static bool IsChosen(string name, IReadOnlyList<string> choices) =>
        choices.Any(choice =>
            choice == "All"
            || choice == name
            || (choice.EndsWith(".*", StringComparison.Ordinal) && name.StartsWith(choice[..^2], StringComparison.Ordinal))
        );

    private static string Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
