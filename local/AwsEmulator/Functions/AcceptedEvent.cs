using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>An asynchronous invocation that Lambda has accepted and not finished, as it is stored.</summary>
internal sealed record AcceptedEvent
{
    public static readonly string[] Migrations =
    [
        """
            CREATE TABLE asynchronous_invocations (
                id INTEGER PRIMARY KEY,
                function TEXT NOT NULL,
                payload BLOB NOT NULL,
                accepted_at INTEGER NOT NULL,
                due INTEGER NOT NULL,
                attempts INTEGER NOT NULL DEFAULT 0,
                rejections INTEGER NOT NULL DEFAULT 0);
            CREATE INDEX asynchronous_invocations_due ON asynchronous_invocations (due);
            """,
        "ALTER TABLE asynchronous_invocations ADD COLUMN idempotency_scope TEXT",
    ];

    public required long Id { get; init; }

    /// <summary>The name of the function, with the version or alias that the caller named.</summary>
    public required string Function { get; init; }

    /// <summary>JSON.</summary>
    public required byte[] Payload { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Invocations that failed.</summary>
    public required int Attempts { get; init; }

    /// <summary>Invocations in a row that could not be made.</summary>
    public required int Rejections { get; init; }

    /// <summary>Identifies the invocations of this event; null if a repetition is not recognized.</summary>
    public string? IdempotencyScope { get; init; }

    public static void Add(DatabaseSession session, string function, byte[] payload, DateTimeOffset now, string? idempotencyScope) =>
        session.Execute(
            """
            INSERT INTO asynchronous_invocations (function, payload, accepted_at, due, idempotency_scope)
            VALUES (?1, ?2, ?3, ?3, ?4)
            """,
            function,
            payload,
            now,
            idempotencyScope
        );

    public static List<AcceptedEvent> Due(DatabaseSession session, DateTimeOffset now, int most) =>
        session.Query(
            """
            SELECT id, function, payload, accepted_at, attempts, rejections, idempotency_scope FROM asynchronous_invocations
            WHERE due <= ?1 ORDER BY due, id LIMIT ?2
            """,
            static row => new AcceptedEvent
            {
                Id = row.GetInt64(0),
                Function = row.GetString(1),
                Payload = row.GetBytes(2),
                AcceptedAt = row.GetTime(3),
                Attempts = row.GetInt32(4),
                Rejections = row.GetInt32(5),
                IdempotencyScope = row.GetStringOrNull(6),
            },
            now,
            most
        );

    /// <summary>The number of stored events and the sum of their payloads in bytes.</summary>
    public static (int Events, long Bytes) Size(DatabaseSession session) =>
        session.QueryFirst(
            "SELECT COUNT(*), COALESCE(SUM(LENGTH(payload)), 0) FROM asynchronous_invocations",
            static row => (row.GetInt32(0), row.GetInt64(1))
        );

    public static DateTimeOffset? NextDue(DatabaseSession session, DateTimeOffset after) =>
        session.QueryFirst("SELECT MIN(due) FROM asynchronous_invocations WHERE due > ?1", static row => row.GetTimeOrNull(0), after);

    /// <summary>Lets the age of every event begin now.</summary>
    public static void RestartAges(DatabaseSession session, DateTimeOffset now) =>
        session.Execute("UPDATE asynchronous_invocations SET accepted_at = ?1", now);

    /// <summary>Stores the counts and when the event is due again.</summary>
    public void Postpone(DatabaseSession session, DateTimeOffset due) =>
        session.Execute(
            "UPDATE asynchronous_invocations SET attempts = ?2, rejections = ?3, due = ?4 WHERE id = ?1",
            Id,
            Attempts,
            Rejections,
            due
        );

    public void Remove(DatabaseSession session) => session.Execute("DELETE FROM asynchronous_invocations WHERE id = ?1", Id);
}
