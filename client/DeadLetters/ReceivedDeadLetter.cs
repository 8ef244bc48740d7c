using System.Globalization;
using Amazon.SQS.Model;
using PromptToImage.Client.Executions;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Client.DeadLetters;

/// <summary>A dead letter in <c>dead-letters --json</c>.</summary>
internal sealed record DeadLetterView
{
    public required string Id { get; init; }

    /// <summary>The attempt that a redrive starts.</summary>
    public required int NextAttempt { get; init; }

    public required string Error { get; init; }

    public required string Reason { get; init; }

    public required string Prompt { get; init; }

    /// <summary>The unchanged message.</summary>
    public required string Body { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public string? ExecutionArn { get; init; }

    public required string MessageId { get; init; }
}

/// <summary>A message of the dead-letter queue with its parsed attributes.</summary>
internal sealed class ReceivedDeadLetter(Message message)
{
    private readonly PromptMessage _prompt = MessageReader.Read(message.Body);

    public string MessageId => message.MessageId;

    public string ReceiptHandle => message.ReceiptHandle;

    public string Body => message.Body;

    /// <summary>
    /// The id that a redrive keeps. A message that SQS itself moved here has no attributes. Its id is then the sender's or the MessageId,
    /// as in Start.
    /// </summary>
    public string Id => Attribute(MessageAttributeNames.RequestId) ?? _prompt.UsableId ?? message.MessageId;

    /// <summary>The attempt that a redrive starts.</summary>
    public int Attempt =>
        int.TryParse(Attribute(MessageAttributeNames.Attempt), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt)
        && attempt > 0
            ? attempt
            : 1;

    public string Prompt => _prompt.Prompt ?? message.Body;

    public string? ExecutionArn => Attribute(MessageAttributeNames.ExecutionArn);

    public DateTimeOffset? SentAt =>
        message.Attributes?.GetValueOrDefault("SentTimestamp") is { } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    public Failure Failure =>
        Attribute(MessageAttributeNames.Error) is { } error
            ? Failure.Read(error, Attribute(MessageAttributeNames.Failure), error)
            : new Failure("TooManyReceives", "Start failed as often as the queue's maxReceiveCount allows. Its log has the reason.");

    public DeadLetterView View =>
        new()
        {
            Id = Id,
            NextAttempt = Attempt,
            Error = Failure.Error,
            Reason = Failure.Reason,
            Prompt = Prompt,
            Body = Body,
            SentAt = SentAt,
            ExecutionArn = ExecutionArn,
            MessageId = MessageId,
        };

    private string? Attribute(string name)
    {
        return message.MessageAttributes?.GetValueOrDefault(name)?.StringValue is { Length: > 0 } value ? value : null;
    }
}
