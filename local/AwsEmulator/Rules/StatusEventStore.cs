using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Rules;

/// <summary>The table of events that the function has not handled yet.</summary>
internal static class StatusEventStore
{
    public static readonly string[] Migrations =
    [
        """
            CREATE TABLE status_events (
                id INTEGER PRIMARY KEY,
                due INTEGER NOT NULL,
                attempts INTEGER NOT NULL DEFAULT 0,
                payload TEXT NOT NULL);
            """,
    ];

    public static void Add(DatabaseSession session, string payload, DateTimeOffset due) =>
        session.Execute("INSERT INTO status_events (due, payload) VALUES (?1, ?2)", due, payload);

    public static List<PendingStatusEvent> Due(DatabaseSession session, DateTimeOffset now) =>
        session.Query(
            "SELECT id, payload, attempts FROM status_events WHERE due <= ?1 ORDER BY id LIMIT 100",
            static row => new PendingStatusEvent(row.GetInt64(0), row.GetString(1), row.GetInt32(2)),
            now
        );

    public static DateTimeOffset? NextDue(DatabaseSession session) =>
        session.QueryFirst("SELECT MIN(due) FROM status_events", static row => row.GetTimeOrNull(0));

    public static void Postpone(DatabaseSession session, long key, int attempts, DateTimeOffset due) =>
        session.Execute("UPDATE status_events SET attempts = ?2, due = ?3 WHERE id = ?1", key, attempts, due);

    public static void Remove(DatabaseSession session, long key) => session.Execute("DELETE FROM status_events WHERE id = ?1", key);
}
