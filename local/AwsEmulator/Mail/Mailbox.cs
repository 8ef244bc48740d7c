using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Mail;

/// <summary>
/// All e-mails that were sent on this machine. An e-mail is durable when the sender's transaction commits. Afterwards,
/// <see cref="MailDelivery"/> writes it to a file and sends it to the SMTP server. Thread-safe.
/// </summary>
public sealed class Mailbox
{
    private const string Columns = "number, time, key, sender, recipient, subject, body, source, attempts, due, error";

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly bool _relays;
    private readonly WorkSignal _arrived;

    /// <param name="database">Stores the e-mails.</param>
    /// <param name="time">Gives the time of an e-mail.</param>
    /// <param name="relays">Whether an SMTP server receives the e-mails.</param>
    public Mailbox(Database database, TimeProvider time, bool relays)
    {
        _database = database;
        _time = time;
        _relays = relays;
        _arrived = new WorkSignal(time);
        database.Migrate(
            "mail",
            """
            CREATE TABLE mails (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                time INTEGER NOT NULL,
                key TEXT NOT NULL UNIQUE,
                sender TEXT NOT NULL,
                recipient TEXT NOT NULL,
                subject TEXT NOT NULL,
                body TEXT NOT NULL,
                source TEXT NOT NULL,
                written INTEGER NOT NULL DEFAULT 0,
                attempts INTEGER NOT NULL DEFAULT 0,
                due INTEGER,
                error TEXT);
            CREATE INDEX mails_to_write ON mails (number) WHERE written = 0;
            CREATE INDEX mails_to_relay ON mails (due) WHERE due IS NOT NULL;
            """
        );
    }

    /// <summary>Adds an e-mail as part of a transaction. Call <see cref="Announce"/> after the commit.</summary>
    public void Add(DatabaseSession session, MailDraft mail)
    {
        var now = _time.GetUtcNow();
        session.Execute(
            "INSERT INTO mails (time, key, sender, recipient, subject, body, source, due) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (key) DO NOTHING",
            now,
            mail.Key,
            mail.SenderName,
            mail.Recipient,
            mail.Subject,
            mail.Body,
            mail.Source,
            _relays ? now : null
        );
    }

    /// <summary>Wakes the delivery. Without this call, an e-mail is delivered with the next one.</summary>
    public void Announce() => _arrived.Set();

    public long Count() => _database.Read(session => session.ScalarInt64("SELECT count(*) FROM mails") ?? 0);

    /// <summary>The newest e-mails first.</summary>
    /// <param name="most">The largest number of e-mails to return.</param>
    /// <param name="before">Returns only e-mails with a lower number.</param>
    public IReadOnlyList<Mail> List(int most, long before = long.MaxValue) =>
        _database.Read(session =>
            session.Query($"SELECT {Columns} FROM mails WHERE number < ?1 ORDER BY number DESC LIMIT ?2", Read, before, most)
        );

    /// <summary>The e-mail with this number, or null.</summary>
    public Mail? Find(long number) =>
        _database.Read(session => session.QueryFirst($"SELECT {Columns} FROM mails WHERE number = ?1", Read, number));

    /// <summary>Waits until an e-mail is announced, but no longer than <paramref name="atMost"/> if it is not null.</summary>
    internal Task WaitAsync(TimeSpan? atMost, CancellationToken cancellationToken) => _arrived.WaitAsync(atMost, cancellationToken);

    internal List<Mail> ToWrite(int most) =>
        _database.Read(session => session.Query($"SELECT {Columns} FROM mails WHERE written = 0 ORDER BY number LIMIT ?1", Read, most));

    internal Task MarkWrittenAsync(IReadOnlyList<Mail> mails) =>
        _database.WriteAsync(session =>
        {
            foreach (var mail in mails)
            {
                session.Execute("UPDATE mails SET written = 1 WHERE number = ?1", mail.Number);
            }
        });

    internal Mail? NextToRelay() =>
        _database.Read(session =>
            session.QueryFirst($"SELECT {Columns} FROM mails WHERE due IS NOT NULL ORDER BY due, number LIMIT 1", Read)
        );

    internal Task MarkRelayedAsync(Mail mail) =>
        _database.WriteAsync(session => session.Execute("UPDATE mails SET due = NULL, error = NULL WHERE number = ?1", mail.Number));

    internal Task MarkRejectedAsync(Mail mail, string error, DateTimeOffset due) =>
        _database.WriteAsync(session =>
            session.Execute("UPDATE mails SET attempts = attempts + 1, error = ?2, due = ?3 WHERE number = ?1", mail.Number, error, due)
        );

    private static Mail Read(Row row)
    {
        var content = new MailDraft(
            row.GetString(2),
            row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            row.GetString(6),
            row.GetString(7)
        );
        var relay = new MailRelayState(row.GetInt32(8), row.GetTimeOrNull(9), row.GetStringOrNull(10));
        var time = row.GetTime(1);
        return new Mail(row.GetInt64(0), time, content, MailFileName.For(row.GetInt64(0), time, content.Subject), relay);
    }
}
