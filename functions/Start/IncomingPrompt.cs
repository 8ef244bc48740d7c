using System.Globalization;
using Amazon.Lambda.SQSEvents;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Functions.Start;

/// <summary>A queue message as Start sees it: which prompt, which attempt, and whether it can be started at all.</summary>
internal sealed record IncomingPrompt
{
    private const int MaximumAttempt = 1_000_000;

    public required string MessageId { get; init; }

    public required string ReceiptHandle { get; init; }

    public required string Body { get; init; }

    public required string Id { get; init; }

    public required int Attempt { get; init; }

    /// <summary>Milliseconds since 1970; a redriven message keeps its first.</summary>
    public required long SentAt { get; init; }

    /// <summary>Why its attributes or its body forbid to start it, in words; null when nothing does.</summary>
    public string? Fault { get; init; }

    /// <summary>
    /// The id is the attribute's (a redrive), else the sender's own if it can be read and used, else the message's. A body
    /// that is broken in any other way is started all the same: Validate tells everything that is wrong with it.
    /// </summary>
    public static IncomingPrompt Read(SQSEvent.SQSMessage message)
    {
        var body = message.Body ?? "";
        var requestId = Attribute(message, MessageAttributeNames.RequestId);
        var attemptText = Attribute(message, MessageAttributeNames.Attempt);
        var attemptIsValid = TryReadAttempt(attemptText, out var attempt);
        string? fault = null;
        if (requestId is not null && !PromptId.IsValid(requestId))
        {
            fault = $"The message attribute RequestId is '{PrintableText.OneLine(requestId, 80)}': it must be {PromptId.Rule}.";
        }
        else if (!attemptIsValid)
        {
            fault =
                $"The message attribute Attempt is '{PrintableText.OneLine(attemptText ?? "", 80)}': it must be a whole number from 1 on.";
        }
        else if (!IsValidUnicode(body))
        {
            fault = "The message is no valid Unicode: it has half of a surrogate pair.";
        }

        return new IncomingPrompt
        {
            MessageId = message.MessageId,
            ReceiptHandle = message.ReceiptHandle,
            Body = body,
            Id = PromptId.IsValid(requestId) ? requestId! : MessageReader.Read(body).UsableId ?? message.MessageId,
            Attempt = attempt,
            SentAt = SentTimestamp(message),
            Fault = fault,
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

    private static long SentTimestamp(SQSEvent.SQSMessage message) =>
        long.TryParse(message.Attributes?.GetValueOrDefault("SentTimestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
            ? sent
            : long.MaxValue;

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
