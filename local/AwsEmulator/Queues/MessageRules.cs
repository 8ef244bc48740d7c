using System.Globalization;
using System.Text;
using System.Xml;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>Validates messages as SQS does.</summary>
internal static class MessageRules
{
    /// <summary>The size of a message in bytes: its body, and the names, types and values of its attributes.</summary>
    public static long GetSize(OutgoingMessage message)
    {
        long size = Encoding.UTF8.GetByteCount(message.Body);
        foreach (var (name, attribute) in message.Attributes)
        {
            size += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(attribute.DataType);
            size += attribute.BinaryValue?.Length ?? Encoding.UTF8.GetByteCount(attribute.StringValue ?? "");
        }

        return size;
    }

    /// <exception cref="Hosting.AwsException">The message is invalid.</exception>
    public static void Check(OutgoingMessage message, QueueSettings settings)
    {
        if (message.Body.Length == 0)
        {
            throw SqsErrors.MissingParameter("MessageBody");
        }

        if (!IsAllowed(message.Body))
        {
            throw SqsErrors.InvalidMessageContents("The message body");
        }

        if (message.Attributes.Count > QueueLimits.MaxMessageAttributes)
        {
            throw SqsErrors.InvalidParameterValue(
                $"Number of message attributes [{message.Attributes.Count}] exceeds the allowed maximum [{QueueLimits.MaxMessageAttributes}]."
            );
        }

        foreach (var (name, attribute) in message.Attributes)
        {
            CheckAttribute(name, attribute);
        }

        if (message.Delay is { } delay && (delay < TimeSpan.Zero || delay > TimeSpan.FromSeconds(QueueLimits.MaxDelaySeconds)))
        {
            throw SqsErrors.InvalidParameterValue(
                (long)delay.TotalSeconds,
                "DelaySeconds",
                $"DelaySeconds must be >= 0 and <= {QueueLimits.MaxDelaySeconds}."
            );
        }

        if (GetSize(message) > settings.MaxMessageBytes)
        {
            throw SqsErrors.MessageTooLong(settings.MaxMessageBytes);
        }
    }

    private static void CheckAttribute(string name, QueueMessageAttribute attribute)
    {
        if (!IsAttributeName(name))
        {
            throw SqsErrors.InvalidParameterValue(
                $"Message (user) attribute name '{name}' is invalid: a name has up to 256 letters, digits, '_', '-' and '.'. It does not start or end with '.', contain '..', or start with AWS. or Amazon."
            );
        }

        var type = attribute.DataType.Split('.', 2)[0];
        if (type is not ("String" or "Number" or "Binary") || attribute.DataType.Length > 256)
        {
            throw SqsErrors.InvalidParameterValue(
                $"The type of message (user) attribute '{name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String."
            );
        }

        var isEmpty = type == "Binary" ? attribute.BinaryValue is not { Length: > 0 } : string.IsNullOrEmpty(attribute.StringValue);
        if (isEmpty)
        {
            throw SqsErrors.InvalidParameterValue($"Message (user) attribute '{name}' must contain a non-empty value of type '{type}'.");
        }

        if (type != "Binary" && !IsAllowed(attribute.StringValue!))
        {
            throw SqsErrors.InvalidMessageContents($"The message attribute '{name}'");
        }

        if (
            type == "Number"
            && !decimal.TryParse(attribute.StringValue, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            && !double.TryParse(attribute.StringValue, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        )
        {
            throw SqsErrors.InvalidParameterValue($"Can't cast the value of message (user) attribute '{name}' to a number.");
        }
    }

    private static bool IsAttributeName(string name) =>
        name.Length is > 0 and <= 256
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
        && !name.StartsWith('.')
        && !name.EndsWith('.')
        && !name.Contains("..", StringComparison.Ordinal)
        && !name.StartsWith("AWS.", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith("Amazon.", StringComparison.OrdinalIgnoreCase);

    private static bool IsAllowed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
