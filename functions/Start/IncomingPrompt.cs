using System.Globalization;
using Amazon.Lambda.SQSEvents;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Functions.Start;

/// <summary>A received message: its prompt's id, its attempt, and whether an execution can be started for it.</summary>
internal sealed record IncomingPrompt
{
    private const int MaximumAttempt = 1_000_000;

    public required string MessageId { get; init; }

    public required string ReceiptHandle { get; init; }

    public required string Body { get; init; }

    public required string Id { get; init; }

    public required int Attempt { get; init; }

    /// <summary>When the message was sent.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>How often the message has been received, this time included.</summary>
    public required int Receives { get; init; }

    /// <summary>Why the attributes or the body do not allow an execution to start; null if they do.</summary>
    public string? RejectionCause { get; init; }

    /// <summary>
    /// The id comes from the attribute (a redrive), otherwise from the body if it is valid, otherwise from the SQS message. An execution is
    /// started for a body that is invalid in another way, because Validate reports all errors.
    /// </summary>
    public static IncomingPrompt Read(SQSEvent.SQSMessage message)
    {
        var body = message.Body ?? "";
        var requestId = Attribute(message, MessageAttributeNames.RequestId);
        var attemptText = Attribute(message, MessageAttributeNames.Attempt);
        var attemptIsValid = TryReadAttempt(attemptText, out var attempt);
        string? cause = null;
        if (requestId is not null && !PromptId.IsValid(requestId))
        {
            cause = $"The message attribute RequestId is '{PrintableText.OneLine(requestId, 80)}': it must be {PromptId.Rule}.";
        }
        else if (!attemptIsValid)
        {
            cause =
                $"The message attribute Attempt is '{PrintableText.OneLine(attemptText ?? "", 80)}': it must be a whole number from 1.";
        }
        else if (!IsValidUnicode(body))
        {
            cause = "The message is not valid Unicode: it has half of a surrogate pair.";
        }

        return new IncomingPrompt
        {
            MessageId = message.MessageId,
            ReceiptHandle = message.ReceiptHandle,
            Body = body,
            Id = PromptId.IsValid(requestId) ? requestId! : MessageReader.Read(body).UsableId ?? message.MessageId,
            Attempt = attempt,
            SentAt = DateTimeOffset.FromUnixTimeMilliseconds(SystemAttribute(message, "SentTimestamp")),
            Receives = (int)SystemAttribute(message, "ApproximateReceiveCount"),
            RejectionCause = cause,
        };
    }

    private static string? Attribute(SQSEvent.SQSMessage message, string name) =>
        message.MessageAttributes?.GetValueOrDefault(name)?.StringValue;

    private static bool TryReadAttempt(string? text, out int attempt)
    {
        attempt = 1;
        if (text is null)
        {
            return true;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MaximumAttempt)
        {
            attempt = number;
            return true;
        }

        return false;
    }

    private static long SystemAttribute(SQSEvent.SQSMessage message, string name) =>
        long.Parse(message.Attributes[name], NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsValidUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
            {
                return false;
            }

            i++;
        }

        return true;
    }
}
