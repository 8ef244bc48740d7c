using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Rules;

/// <summary>An event that a rule has matched and that a target has not received yet, as it is stored.</summary>
internal sealed record EventDelivery
{
    public static readonly string[] Migrations =
    [
        """
            CREATE TABLE event_deliveries (
                id INTEGER PRIMARY KEY,
                rule TEXT NOT NULL,
                target TEXT NOT NULL,
                event TEXT NOT NULL,
                received_at INTEGER NOT NULL,
                due INTEGER NOT NULL,
                attempts INTEGER NOT NULL DEFAULT 0);
            CREATE INDEX event_deliveries_due ON event_deliveries (due);
            """,
    ];

    public required long Id { get; init; }

    public required string Rule { get; init; }

    /// <summary>The target's id.</summary>
    public required string Target { get; init; }

    /// <summary>JSON.</summary>
    public required string Event { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required int Attempts { get; init; }

    public static void Add(DatabaseSession session, string rule, string target, string busEvent, DateTimeOffset now) =>
        session.Execute(
            "INSERT INTO event_deliveries (rule, target, event, received_at, due) VALUES (?1, ?2, ?3, ?4, ?4)",
            rule,
            target,
            busEvent,
            now
        );

    public static List<EventDelivery> Due(DatabaseSession session, DateTimeOffset now, int most) =>
        session.Query(
            "SELECT id, rule, target, event, received_at, attempts FROM event_deliveries WHERE due <= ?1 ORDER BY id LIMIT ?2",
            static row => new EventDelivery
            {
                Id = row.GetInt64(0),
                Rule = row.GetString(1),
                Target = row.GetString(2),
                Event = row.GetString(3),
                ReceivedAt = row.GetTime(4),
                Attempts = row.GetInt32(5),
            },
            now,
            most
        );

    public static DateTimeOffset? NextDue(DatabaseSession session) =>
        session.QueryFirst("SELECT MIN(due) FROM event_deliveries", static row => row.GetTimeOrNull(0));

    /// <summary>Lets the age of every event begin now.</summary>
    public static void RestartAges(DatabaseSession session, DateTimeOffset now) =>
        session.Execute("UPDATE event_deliveries SET received_at = ?1", now);

    public void Postpone(DatabaseSession session, DateTimeOffset due) =>
        session.Execute("UPDATE event_deliveries SET attempts = ?2, due = ?3 WHERE id = ?1", Id, Attempts, due);

    public void Remove(DatabaseSession session) => session.Execute("DELETE FROM event_deliveries WHERE id = ?1", Id);
}
