using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.SQS.Model;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Functions.DeadLetters;

/// <summary>
/// Composes the queue message of a dead letter, with the same body and attributes as in the state machine's dead-letter branch. When
/// the body leaves too little space, attributes are left out, the least important first. The body is never shortened.
/// </summary>
public static class DeadLetterMessage
{
    /// <summary>
    /// The maximum size of a message's body and attributes together, in bytes:
    /// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
    /// </summary>
    public const int MaximumBytes = 1024 * 1024;

    public static SendMessageRequest Compose(string queueUrl, OutgoingDeadLetter letter)
    {
        Dictionary<string, MessageAttributeValue> attributes = [];
        var room = MaximumBytes - Encoding.UTF8.GetByteCount(letter.Body);
        Add(MessageAttributeNames.RequestId, "String", letter.RequestId);
        Add(MessageAttributeNames.Attempt, "Number", letter.Attempt.ToString(CultureInfo.InvariantCulture));
        Add(MessageAttributeNames.Error, "String", letter.Error);
        if (letter.ExecutionArn is not null)
        {
            Add(MessageAttributeNames.ExecutionArn, "String", letter.ExecutionArn);
        }
        // Halved until it fits. More than one iteration is needed only when the body nearly fills the message.
        var cause = letter.Cause;
        while (!Add(MessageAttributeNames.Failure, "String", FailureText(letter.Error, cause)) && cause is { Length: > 0 })
        {
            cause = cause[..(cause.Length / 2)];
        }

        return new SendMessageRequest
        {
            QueueUrl = queueUrl,
            MessageBody = letter.Body,
            MessageAttributes = attributes,
        };

        bool Add(string name, string type, string value)
        {
            var size = name.Length + type.Length + Encoding.UTF8.GetByteCount(value);
            if (size > room)
            {
                return false;
            }

            room -= size;
            attributes[name] = new MessageAttributeValue { DataType = type, StringValue = value };
            return true;
        }
    }

    /// <summary>Same as <c>$string($error)</c> in the branch. Pure ASCII, which every queue accepts.</summary>
    private static string FailureText(string error, string? cause) =>
        JsonSerializer.Serialize(new StatesError { Error = error, Cause = cause }, ErrorJson.Default.StatesError);
}
