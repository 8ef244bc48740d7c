using PromptToImage.AwsEmulator.Storage;
using PromptToImage.CloudWatchModel;

namespace PromptToImage.AwsEmulator.CloudWatch;

/// <summary>The durable part of an alarm: its state, which survives a change of its definition.</summary>
/// <param name="State">The state.</param>
/// <param name="ChangedAt">When the state last changed; null if it has never changed.</param>
/// <param name="Reason">Why the state last changed.</param>
internal sealed record StoredAlarm(AlarmState State, DateTimeOffset? ChangedAt, string Reason)
{
    public static readonly string[] Migrations =
    [
        "CREATE TABLE alarms (name TEXT PRIMARY KEY, state TEXT NOT NULL, changed_at INTEGER) WITHOUT ROWID",
        "ALTER TABLE alarms ADD COLUMN reason TEXT NOT NULL DEFAULT ''",
    ];

    public static StoredAlarm? Find(DatabaseSession session, string name) =>
        session.QueryFirst(
            "SELECT state, changed_at, reason FROM alarms WHERE name = ?1",
            static row => new StoredAlarm(Enum.Parse<AlarmState>(row.GetString(0)), row.GetTimeOrNull(1), row.GetString(2)),
            name
        );

    public static void Delete(DatabaseSession session, string name) => session.Execute("DELETE FROM alarms WHERE name = ?1", name);

    public void Write(DatabaseSession session, string name) =>
        session.Execute(
            "INSERT OR REPLACE INTO alarms (name, state, changed_at, reason) VALUES (?1, ?2, ?3, ?4)",
            name,
            State.ToString(),
            ChangedAt,
            Reason
        );
}
