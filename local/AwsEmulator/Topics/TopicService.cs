using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Mail;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Topics;

/// <summary>
/// SNS topics whose subscribers are mail addresses. Publishing puts one mail a subscriber into the mailbox, in the same
/// transaction: what is acknowledged is as good as sent, once.
/// </summary>
public sealed class TopicService
{
    private readonly Database _database;
    private readonly Mailbox _mailbox;
    private readonly TimeProvider _time;
    private readonly IdSource _ids;

    public TopicService(Database database, Mailbox mailbox, TimeProvider time, IdSource ids)
    {
        _database = database;
        _mailbox = mailbox;
        _time = time;
        _ids = ids;
        database.Migrate(
            "topics",
            """
            CREATE TABLE topics (name TEXT PRIMARY KEY, display_name TEXT NOT NULL DEFAULT '', created INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE subscriptions (
                arn TEXT PRIMARY KEY,
                topic TEXT NOT NULL REFERENCES topics (name) ON DELETE CASCADE,
                protocol TEXT NOT NULL,
                endpoint TEXT NOT NULL,
                UNIQUE (topic, protocol, endpoint)) WITHOUT ROWID;
            """
        );
    }

    public static string ArnOf(string name) => AwsAccount.Arn("sns", name);

    /// <summary>Creates a topic, or finds the one of this name; returns its ARN.</summary>
    /// <exception cref="AwsException">InvalidParameter.</exception>
    public async Task<string> CreateAsync(string name)
    {
        TopicRules.CheckName(name);
        await _database.WriteAsync(session =>
            session.Execute("INSERT INTO topics (name, created) VALUES (?1, ?2) ON CONFLICT DO NOTHING", name, _time.GetUtcNow())
        );
        return ArnOf(name);
    }

    /// <summary>Deletes a topic and its subscriptions; one that is not there is fine.</summary>
    public Task DeleteAsync(string topicArn)
    {
        var name = TopicRules.NameIn(topicArn);
        return _database.WriteAsync(session => session.Execute("DELETE FROM topics WHERE name = ?1", name));
    }

    /// <summary>ARNs of topics, in order, after <paramref name="after"/>.</summary>
    public IReadOnlyList<string> List(string after = "", int most = int.MaxValue) =>
        _database.Read(session =>
            session.Query(
                "SELECT name FROM topics WHERE name > ?1 ORDER BY name LIMIT ?2",
                row => ArnOf(row.GetString(0)),
                after.Split(':')[^1],
                most
            )
        );

    /// <summary>Subscribes a mail address; the same one twice is one subscription.</summary>
    /// <exception cref="AwsException">NotFound, InvalidParameter.</exception>
    public Task<Subscription> SubscribeAsync(string topicArn, string protocol, string endpoint)
    {
        var name = TopicRules.NameIn(topicArn);
        if (protocol != "email")
        {
            throw TopicRules.Invalid($"Amazon SNS does not support this protocol string: {protocol} (on this machine: email)");
        }

        TopicRules.CheckEmail(endpoint);
        var arn = $"{topicArn}:{_ids.Next()}";
        return _database.WriteAsync(session =>
        {
            DemandTopic(session, name);
            session.Execute("INSERT INTO subscriptions VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING", arn, name, protocol, endpoint);
            return session.QueryFirst(
                "SELECT arn, topic, protocol, endpoint FROM subscriptions WHERE topic = ?1 AND protocol = ?2 AND endpoint = ?3",
                ReadSubscription,
                name,
                protocol,
                endpoint
            )!;
        });
    }

    /// <exception cref="AwsException">NotFound.</exception>
    public Task UnsubscribeAsync(string subscriptionArn) =>
        _database.WriteAsync(session =>
        {
            if (session.Execute("DELETE FROM subscriptions WHERE arn = ?1", subscriptionArn) == 0)
            {
                throw TopicRules.NoSubscription();
            }
        });

    /// <summary>Subscriptions in the order of their ARNs, of one topic or of all.</summary>
    /// <exception cref="AwsException">NotFound.</exception>
    public IReadOnlyList<Subscription> Subscriptions(string? topicArn = null, string after = "", int most = int.MaxValue) =>
        _database.Read(session =>
        {
            if (topicArn is null)
            {
                return session.Query(
                    "SELECT arn, topic, protocol, endpoint FROM subscriptions WHERE arn > ?1 ORDER BY arn LIMIT ?2",
                    ReadSubscription,
                    after,
                    most
                );
            }

            var name = TopicRules.NameIn(topicArn);
            DemandTopic(session, name);
            return session.Query(
                "SELECT arn, topic, protocol, endpoint FROM subscriptions WHERE topic = ?1 AND arn > ?2 ORDER BY arn LIMIT ?3",
                ReadSubscription,
                name,
                after,
                most
            );
        });

    /// <summary>A topic's display name, the sender's in its mails.</summary>
    /// <exception cref="AwsException">NotFound.</exception>
    public string DisplayName(string topicArn)
    {
        var name = TopicRules.NameIn(topicArn);
        return _database.Read(session => DemandTopic(session, name));
    }

    /// <exception cref="AwsException">NotFound.</exception>
    public Task SetDisplayNameAsync(string topicArn, string displayName)
    {
        var name = TopicRules.NameIn(topicArn);
        return _database.WriteAsync(session =>
        {
            DemandTopic(session, name);
            session.Execute("UPDATE topics SET display_name = ?2 WHERE name = ?1", name, displayName);
        });
    }

    /// <summary>Publishes; returns the message id once every subscriber's mail is durably in the mailbox.</summary>
    /// <param name="effectScope">
    /// Where given, the second message to the topic under one subject is the first one sent again, and has no effect. Its body
    /// may differ: it may tell the time.
    /// </param>
    /// <exception cref="AwsException">NotFound, InvalidParameter, ParameterValueInvalid.</exception>
    public async Task<string> PublishAsync(string topicArn, TopicMessage message, string? effectScope = null)
    {
        var messageId = effectScope is null ? _ids.Next() : IdSource.Derive(effectScope, topicArn, message.Subject ?? "");
        await _database.WriteAsync(session => Publish(session, topicArn, message, messageId));
        _mailbox.Announce();
        return messageId;
    }

    /// <summary>
    /// Publishes as part of a transaction; after it has committed, call <see cref="Mailbox.Announce"/>. The same
    /// <paramref name="messageId"/> twice gives each subscriber one mail.
    /// </summary>
    /// <exception cref="AwsException">NotFound, InvalidParameter, ParameterValueInvalid.</exception>
    public void Publish(DatabaseSession session, string topicArn, TopicMessage message, string messageId)
    {
        var name = TopicRules.NameIn(topicArn);
        TopicRules.Check(message);
        var displayName = DemandTopic(session, name);
        var subscribers = session.Query(
            "SELECT arn, topic, protocol, endpoint FROM subscriptions WHERE topic = ?1",
            ReadSubscription,
            name
        );
        foreach (var subscriber in subscribers)
        {
            _mailbox.Add(
                session,
                new MailDraft(
                    $"{messageId}.{subscriber.Arn.Split(':')[^1]}",
                    displayName.Length > 0 ? displayName : name,
                    subscriber.Endpoint,
                    message.Subject ?? "AWS Notification Message",
                    message.Message,
                    topicArn
                )
            );
        }
    }

    private static string DemandTopic(DatabaseSession session, string name) =>
        session.QueryFirst("SELECT display_name FROM topics WHERE name = ?1", row => row.GetString(0), name) ?? throw TopicRules.NoTopic();

    private static Subscription ReadSubscription(Row row) =>
        new(row.GetString(0), ArnOf(row.GetString(1)), row.GetString(2), row.GetString(3));
}
