using System.Globalization;
using System.Text;
using MimeKit;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Topics;

/// <summary>Validates topics, messages and subscriptions as SNS does, https://docs.aws.amazon.com/sns/latest/api/API_Publish.html.</summary>
internal static class TopicRules
{
    /// <summary>The limit of a message, in bytes.</summary>
    public const int MaxMessageBytes = 256 * 1024;
    private const int MaxSubjectLength = 100;

    public static string CheckName(string name) =>
        name.Length is >= 1 and <= 256 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            ? name
            : throw Invalid("Topic Name");

    /// <summary>The name in a topic's ARN.</summary>
    /// <exception cref="AwsException">InvalidParameter, NotFound.</exception>
    public static string NameFrom(string arn)
    {
        var parts = arn.Split(':');
        if (parts.Length < 6)
        {
            throw Invalid($"TopicArn Reason: An ARN must have at least 6 elements, not {parts.Length}");
        }

        if (parts is not ["arn", "aws", "sns", AwsAccount.Region, AwsAccount.Id, var name])
        {
            throw NoTopic();
        }

        return name;
    }

    public static void Check(TopicMessage message)
    {
        if (message.Message.Length == 0)
        {
            throw Invalid("Empty message");
        }

        if (message.Subject is { } subject && (subject.Length is 0 or > MaxSubjectLength || subject.Any(char.IsControl)))
        {
            throw Invalid("Subject");
        }

        var size = (long)Encoding.UTF8.GetByteCount(message.Message);
        foreach (var (name, attribute) in message.Attributes)
        {
            Check(name, attribute);
            size +=
                Encoding.UTF8.GetByteCount(name)
                + Encoding.UTF8.GetByteCount(attribute.DataType)
                + Encoding.UTF8.GetByteCount(attribute.Value);
        }

        if (size > MaxMessageBytes)
        {
            throw Invalid("Message too long");
        }
    }

    public static void CheckEmail(string endpoint)
    {
        var at = endpoint.IndexOf('@', StringComparison.Ordinal);
        var isValid =
            at > 0
            && endpoint.Length <= 254
            && endpoint[..at]
                .All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-/=?^_`{|}~.".Contains(letter, StringComparison.Ordinal))
            && endpoint[(at + 1)..]
                .Split('.')
                .All(label => label.Length > 0 && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
            && MailboxAddress.TryParse(endpoint, out _);
        if (!isValid)
        {
            throw Invalid("Email address");
        }
    }

    public static AwsException NoTopic() => new("NotFound", "Topic does not exist", 404);

    public static AwsException NoSubscription() => new("NotFound", "Subscription does not exist", 404);

    public static AwsException Invalid(string what) => new("InvalidParameter", "Invalid parameter: " + what);

    private static void Check(string name, TopicMessageAttribute attribute)
    {
        var type = attribute.DataType.Split('.', 2)[0];
        if (type is not ("String" or "Number" or "Binary"))
        {
            throw InvalidValue(
                $"The message attribute '{name}' has an invalid message attribute type, "
                    + "the set of supported type prefixes is Binary, Number, and String."
            );
        }

        if (attribute.Value.Length == 0)
        {
            throw InvalidValue(
                $"The message attribute '{name}' must contain non-empty message attribute value "
                    + $"for message attribute type '{attribute.DataType}'."
            );
        }

        if (type == "Number" && !double.TryParse(attribute.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
        {
            throw InvalidValue($"Could not cast message attribute '{name}' value to number.");
        }
    }

    private static AwsException InvalidValue(string message) => new("ParameterValueInvalid", message);
}
