using System.Globalization;
using Amazon.SQS.Model;
using PromptToImage.Client.Executions;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Client.DeadLetters;

/// <summary>A message in the dead-letter queue, with what its attributes say.</summary>
internal sealed class DeadLetter(Message message)
{
    private readonly PromptMessage _prompt = MessageReader.Read(message.Body);

    public string MessageId => message.MessageId;

    public string ReceiptHandle => message.ReceiptHandle;

    public string Body => message.Body;

    /// <summary>
    /// The id that it keeps when it is redriven. A message that the queue itself gave up on has no attributes:
    /// then what its sender chose, or the MessageId, as Start would have it.
    /// </summary>
    public string Id => Attribute(MessageAttributeNames.RequestId) ?? _prompt.UsableId ?? message.MessageId;

    /// <summary>The attempt that a redrive of it is.</summary>
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
            : new Failure("TooManyReceives", "Start could not take it from the queue as often as the queue allows. Its log says why.");

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
