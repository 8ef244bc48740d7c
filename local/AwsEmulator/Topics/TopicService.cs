using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Mail;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Topics;

/// <summary>
/// SNS topics with e-mail subscriptions. A publish stores an e-mail for each subscription in the mailbox, in the same transaction. So an
/// acknowledged message is delivered exactly once. Thread-safe.
/// </summary>
public sealed class TopicService
{
    private readonly Database _database;
    private readonly Mailbox _mailbox;
    private readonly TimeProvider _time;
    private readonly IdGenerator _ids;

    public TopicService(Database database, Mailbox mailbox, TimeProvider time, IdGenerator ids)
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
            """,
            "ALTER TABLE subscriptions ADD COLUMN filter_policy TEXT"
        );
    }

    public static string ArnFor(string name) => AwsAccount.Arn("sns", name);

    /// <summary>Whether an ARN is a topic's.</summary>
    public static bool IsArn(string arn) => arn.StartsWith(ArnFor(""), StringComparison.Ordinal);

    /// <summary>Creates a topic if it does not exist; returns its ARN.</summary>
    /// <exception cref="AwsException">InvalidParameter.</exception>
    public async Task<string> CreateAsync(string name)
    {
        TopicRules.CheckName(name);
        await _database.WriteAsync(session =>
            session.Execute("INSERT INTO topics (name, created) VALUES (?1, ?2) ON CONFLICT DO NOTHING", name, _time.GetUtcNow())
        );
        return ArnFor(name);
    }

    /// <summary>Deletes a topic and its subscriptions. An unknown topic is not an error.</summary>
    public Task DeleteAsync(string topicArn)
    {
        var name = TopicRules.NameFrom(topicArn);
        return _database.WriteAsync(session => session.Execute("DELETE FROM topics WHERE name = ?1", name));
    }

    /// <summary>Topics' ARNs in the order of their names, after the ARN <paramref name="after"/>.</summary>
    public IReadOnlyList<string> List(string after = "", int max = int.MaxValue) =>
        _database.Read(session =>
            session.Query(
                "SELECT name FROM topics WHERE name > ?1 ORDER BY name LIMIT ?2",
                row => ArnFor(row.GetString(0)),
                after.Split(':')[^1],
                max
            )
        );

    /// <summary>Subscribes an e-mail address. A repeated call returns the same subscription.</summary>
    /// <exception cref="AwsException">NotFound, InvalidParameter.</exception>
    public Task<TopicSubscription> SubscribeAsync(string topicArn, string protocol, string endpoint)
    {
        var name = TopicRules.NameFrom(topicArn);
        if (protocol != "email")
        {
            throw TopicRules.Invalid($"Amazon SNS does not support this protocol string: {protocol} (on this machine: email)");
        }

        TopicRules.CheckEmail(endpoint);
        var arn = $"{topicArn}:{_ids.Next()}";
        return _database.WriteAsync(session =>
        {
            RequireTopic(session, name);
            session.Execute(
                "INSERT INTO subscriptions (arn, topic, protocol, endpoint) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                arn,
                name,
                protocol,
                endpoint
            );
            return session.QueryFirst(
                "SELECT arn, topic, protocol, endpoint FROM subscriptions WHERE topic = ?1 AND protocol = ?2 AND endpoint = ?3",
                ReadSubscription,
                name,
                protocol,
                endpoint
            )!;
        });
    }

    /// <summary>Limits a subscription to the messages that its filter policy accepts.</summary>
    /// <param name="subscriptionArn">The subscription.</param>
    /// <param name="filterPolicy">JSON; null for every message.</param>
    /// <exception cref="AwsException">NotFound; InvalidParameter if the policy has more than exact values of attributes.</exception>
    public Task SetFilterPolicyAsync(string subscriptionArn, string? filterPolicy)
    {
        if (filterPolicy is not null)
        {
            _ = FilterPolicy.Parse(filterPolicy);
        }

        return _database.WriteAsync(session =>
        {
            if (session.Execute("UPDATE subscriptions SET filter_policy = ?2 WHERE arn = ?1", subscriptionArn, filterPolicy) == 0)
            {
                throw TopicRules.NoSubscription();
            }
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

    /// <summary>The subscriptions of one topic, or of all, in the order of their ARNs.</summary>
    /// <exception cref="AwsException">NotFound.</exception>
    public IReadOnlyList<TopicSubscription> Subscriptions(string? topicArn = null, string after = "", int max = int.MaxValue) =>
        _database.Read(session =>
        {
            if (topicArn is null)
            {
                return session.Query(
                    "SELECT arn, topic, protocol, endpoint FROM subscriptions WHERE arn > ?1 ORDER BY arn LIMIT ?2",
                    ReadSubscription,
                    after,
                    max
                );
            }

            var name = TopicRules.NameFrom(topicArn);
            RequireTopic(session, name);
            return session.Query(
                "SELECT arn, topic, protocol, endpoint FROM subscriptions WHERE topic = ?1 AND arn > ?2 ORDER BY arn LIMIT ?3",
                ReadSubscription,
                name,
                after,
                max
            );
        });

    /// <summary>A topic's display name, which is the sender's name in its e-mails.</summary>
    /// <exception cref="AwsException">NotFound.</exception>
    public string DisplayName(string topicArn)
    {
        var name = TopicRules.NameFrom(topicArn);
        return _database.Read(session => RequireTopic(session, name));
    }

    /// <exception cref="AwsException">NotFound.</exception>
    public Task SetDisplayNameAsync(string topicArn, string displayName)
    {
        var name = TopicRules.NameFrom(topicArn);
        return _database.WriteAsync(session =>
        {
            RequireTopic(session, name);
            session.Execute("UPDATE topics SET display_name = ?2 WHERE name = ?1", name, displayName);
        });
    }

    /// <summary>Publishes a message; returns its id after the e-mails are stored in the mailbox.</summary>
    /// <param name="idempotencyScope">
    /// If given, a second message with the same scope, topic and subject is a repetition and has no effect. Its body can differ, because it
    /// can contain the time.
    /// </param>
    /// <exception cref="AwsException">NotFound, InvalidParameter, ParameterValueInvalid.</exception>
    public async Task<string> PublishAsync(string topicArn, TopicMessage message, string? idempotencyScope = null)
    {
        var messageId = idempotencyScope is null ? _ids.Next() : IdGenerator.Derive(idempotencyScope, topicArn, message.Subject ?? "");
        await _database.WriteAsync(session => Publish(session, topicArn, message, messageId));
        _mailbox.Announce();
        return messageId;
    }

    /// <summary>
    /// Publishes as part of a transaction. Call <see cref="Mailbox.Announce"/> after the commit. Messages with the same
    /// <paramref name="messageId"/> give one e-mail per subscription.
    /// </summary>
    /// <exception cref="AwsException">NotFound, InvalidParameter, ParameterValueInvalid.</exception>
    public void Publish(DatabaseSession session, string topicArn, TopicMessage message, string messageId)
    {
        var name = TopicRules.NameFrom(topicArn);
        TopicRules.Check(message);
        var displayName = RequireTopic(session, name);
        var subscribers = session.Query(
            "SELECT arn, topic, protocol, endpoint, filter_policy FROM subscriptions WHERE topic = ?1",
            row => (Subscription: ReadSubscription(row), Filter: row.GetStringOrNull(4)),
            name
        );
        foreach (
            var subscriber in subscribers
                .Where(entry => entry.Filter is not { } filter || FilterPolicy.Parse(filter).Accepts(message.Attributes))
                .Select(entry => entry.Subscription)
        )
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

    private static string RequireTopic(DatabaseSession session, string name) =>
        session.QueryFirst("SELECT display_name FROM topics WHERE name = ?1", row => row.GetString(0), name) ?? throw TopicRules.NoTopic();

    private static TopicSubscription ReadSubscription(Row row) =>
        new(row.GetString(0), ArnFor(row.GetString(1)), row.GetString(2), row.GetString(3));
}
