using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Mail;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.AwsEmulator.Topics;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>Sends the messages of services to the queue or topic that an ARN names.</summary>
internal sealed class Destinations(
    QueueService queues,
    TopicService topics,
    Mailbox mailbox,
    Database database,
    AccessControl access,
    IdGenerator ids
)
{
    /// <summary>Whether an ARN names a queue or a topic.</summary>
    public static bool IsArn(string arn) => QueueService.IsArn(arn) || TopicService.IsArn(arn);

    /// <summary>Sends a message.</summary>
    /// <param name="caller">Who sends it.</param>
    /// <param name="arn">The queue or topic.</param>
    /// <param name="message">The text.</param>
    /// <param name="alongside">Further changes of the same transaction.</param>
    /// <param name="attributes">The message's attributes, for a queue.</param>
    /// <exception cref="AwsException">
    /// The queue or topic does not exist or rejects the message, or the caller does not have the permission.
    /// </exception>
    public async Task SendAsync(
        Caller caller,
        string arn,
        string message,
        Action<DatabaseSession> alongside,
        IReadOnlyDictionary<string, QueueMessageAttribute>? attributes = null
    )
    {
        access.Require(caller, PermissionFor(arn));
        if (QueueService.IsArn(arn))
        {
            OutgoingMessage outgoing = attributes is null ? new(message) : new(message) { Attributes = attributes };
            await queues.SendAsync(QueueService.NameFrom(arn), [outgoing], (session, _) => alongside(session));
            return;
        }

        var id = ids.Next();
        await database.WriteAsync(session =>
        {
            topics.Publish(session, arn, new TopicMessage(message), id);
            alongside(session);
        });
        mailbox.Announce();
    }

    private static Permission PermissionFor(string arn) => new(QueueService.IsArn(arn) ? "sqs:SendMessage" : "sns:Publish", arn);
}
