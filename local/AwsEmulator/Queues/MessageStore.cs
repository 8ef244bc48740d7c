using System.Text.Json;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>
/// Reads and writes messages. A queue is identified by its number. The cost of an operation does not depend on the length of the queue.
/// </summary>
internal static class MessageStore
{
    public static IReadOnlyList<string> Schema { get; } =
    [
        """
            CREATE TABLE queue_numbers (number INTEGER PRIMARY KEY AUTOINCREMENT);
            CREATE TABLE queues (
              name TEXT PRIMARY KEY, number INTEGER NOT NULL, attributes TEXT NOT NULL, tags TEXT NOT NULL,
              created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE messages (
              seq INTEGER PRIMARY KEY AUTOINCREMENT,
              queue INTEGER NOT NULL,
              visible_at INTEGER NOT NULL,
              receives INTEGER NOT NULL,
              sent_at INTEGER NOT NULL,
              entered_at INTEGER NOT NULL,
              first_received_at INTEGER,
              received_at INTEGER,
              id TEXT NOT NULL,
              dead_letter_source TEXT,
              trace TEXT,
              attributes TEXT,
              body TEXT NOT NULL);
            CREATE INDEX messages_next ON messages (queue, visible_at, receives);
            CREATE INDEX messages_expiry ON messages (queue, sent_at);
            CREATE INDEX messages_age ON messages (queue, entered_at) WHERE receives < 3;
            CREATE TABLE message_moves (
              handle TEXT PRIMARY KEY, source TEXT NOT NULL, destination TEXT, rate INTEGER, status TEXT NOT NULL,
              moved INTEGER NOT NULL, to_move INTEGER NOT NULL, failure TEXT, started_at INTEGER NOT NULL) WITHOUT ROWID;
            CREATE INDEX message_moves_by_source ON message_moves (source, started_at);
            """,
        "ALTER TABLE messages ADD COLUMN held INTEGER NOT NULL DEFAULT 0",
    ];

    public static void Insert(
        DatabaseSession session,
        long queue,
        string id,
        OutgoingMessage message,
        DateTimeOffset now,
        DateTimeOffset visibleAt
    ) =>
        session.Execute(
            """
            INSERT INTO messages (queue, visible_at, receives, sent_at, entered_at, id, trace, attributes, body)
            VALUES (?1, ?2, 0, ?3, ?3, ?4, ?5, ?6, ?7)
            """,
            queue,
            visibleAt,
            now,
            id,
            message.TraceHeader,
            WriteAttributes(message.Attributes),
            message.Body
        );

    /// <summary>The next visible messages, in the order in which they became visible.</summary>
    public static List<MessageRow> FindVisible(DatabaseSession session, long queue, DateTimeOffset now, int max) =>
        session.Query(
            """
            SELECT seq, id, body, attributes, trace, dead_letter_source, sent_at, first_received_at, receives FROM messages
            WHERE queue = ?1 AND visible_at <= ?2 ORDER BY visible_at, receives, seq LIMIT ?3
            """,
            static row => new MessageRow(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                ReadAttributes(row.GetStringOrNull(3)),
                row.GetStringOrNull(4),
                row.GetStringOrNull(5),
                row.GetTime(6),
                row.GetTimeOrNull(7),
                row.GetInt32(8)
            ),
            queue,
            now,
            max
        );

    /// <param name="session">The transaction.</param>
    /// <param name="seq">The message.</param>
    /// <param name="now">The time of the receive.</param>
    /// <param name="visibleAt">The end of the visibility timeout.</param>
    /// <param name="held">
    /// Whether an event source mapping of this process has received the message. It is released after the process ends.
    /// </param>
    public static void MarkReceived(DatabaseSession session, long seq, DateTimeOffset now, DateTimeOffset visibleAt, bool held) =>
        session.Execute(
            """
            UPDATE messages SET receives = receives + 1, visible_at = ?3, received_at = ?2,
              first_received_at = coalesce(first_received_at, ?2), held = ?4 WHERE seq = ?1
            """,
            seq,
            now,
            visibleAt,
            held
        );

    /// <summary>
    /// Makes the messages visible again that an event source mapping of an ended process held. They keep their place before the messages
    /// that were sent after them.
    /// </summary>
    public static int ReleaseHeld(DatabaseSession session, long queue, DateTimeOffset now) =>
        session.Execute("UPDATE messages SET visible_at = entered_at, held = 0 WHERE queue = ?1 AND visible_at > ?2 AND held = 1", queue, now);

    /// <summary>Moves a message as the redrive policy does: it keeps its id, its sent timestamp and its receive count.</summary>
    public static void MoveToDeadLetters(DatabaseSession session, long seq, long deadLetters, string sourceArn, DateTimeOffset now) =>
        session.Execute(
            "UPDATE messages SET queue = ?2, visible_at = ?4, entered_at = ?4, dead_letter_source = ?3 WHERE seq = ?1",
            seq,
            deadLetters,
            sourceArn,
            now
        );

    /// <summary>Moves a message as a message move task does: it becomes a new message with a new id.</summary>
    public static void MoveAsNew(DatabaseSession session, long seq, long destination, string newId, DateTimeOffset now) =>
        session.Execute(
            """
            UPDATE messages SET queue = ?2, id = ?3, visible_at = ?4, entered_at = ?4, sent_at = ?4, receives = 0,
              first_received_at = NULL, received_at = NULL, dead_letter_source = NULL WHERE seq = ?1
            """,
            seq,
            destination,
            newId,
            now
        );

    /// <summary>The time when the next invisible message becomes visible, or null.</summary>
    public static DateTimeOffset? NextVisibleAt(DatabaseSession session, long queue, DateTimeOffset now) =>
        session.QueryFirst(
            "SELECT min(visible_at) FROM messages WHERE queue = ?1 AND visible_at > ?2",
            static row => row.GetTimeOrNull(0),
            queue,
            now
        );

    public static bool Delete(DatabaseSession session, ReceiptHandle handle) =>
        session.Execute(
            "DELETE FROM messages WHERE seq = ?1 AND queue = ?2 AND receives = ?3",
            handle.Message,
            handle.Queue,
            handle.Receive
        ) > 0;

    public static void Delete(DatabaseSession session, long seq) => session.Execute("DELETE FROM messages WHERE seq = ?1", seq);

    /// <summary>
    /// The time of a message's latest receive and the end of its visibility timeout; null if the handle is of an earlier receive.
    /// </summary>
    public static (DateTimeOffset ReceivedAt, DateTimeOffset VisibleAt)? FindReceive(DatabaseSession session, ReceiptHandle handle) =>
        session.QueryFirst<(DateTimeOffset, DateTimeOffset)?>(
            "SELECT received_at, visible_at FROM messages WHERE seq = ?1 AND queue = ?2 AND receives = ?3",
            static row => (row.GetTime(0), row.GetTime(1)),
            handle.Message,
            handle.Queue,
            handle.Receive
        );

    public static void SetVisibleAt(DatabaseSession session, long seq, DateTimeOffset visibleAt) =>
        session.Execute("UPDATE messages SET visible_at = ?2, held = 0 WHERE seq = ?1", seq, visibleAt);

    /// <summary>The numbers of invisible messages: in flight, and delayed.</summary>
    public static (long InFlight, long Delayed) CountInvisible(DatabaseSession session, long queue, DateTimeOffset now) =>
        session.QueryFirst(
            "SELECT coalesce(sum(receives > 0), 0), coalesce(sum(receives = 0), 0) FROM messages WHERE queue = ?1 AND visible_at > ?2",
            static row => (row.GetInt64(0), row.GetInt64(1)),
            queue,
            now
        );

    /// <summary>The time when the oldest message that counts for the age entered the queue, or null.</summary>
    public static DateTimeOffset? OldestEnteredAt(DatabaseSession session, long queue) =>
        session.QueryFirst(
            "SELECT min(entered_at) FROM messages WHERE queue = ?1 AND receives < 3",
            static row => row.GetTimeOrNull(0),
            queue
        );

    /// <summary>Deletes up to <paramref name="max"/> expired messages; returns their number.</summary>
    public static int DeleteExpired(DatabaseSession session, long queue, DateTimeOffset sentUntil, int max) =>
        session.Execute(
            "DELETE FROM messages WHERE seq IN (SELECT seq FROM messages WHERE queue = ?1 AND sent_at <= ?2 LIMIT ?3)",
            queue,
            sentUntil,
            max
        );

    /// <summary>The lowest queue number above <paramref name="after"/> that has messages, or null.</summary>
    public static long? NextNumber(DatabaseSession session, long after) =>
        session.ScalarInt64("SELECT min(queue) FROM messages WHERE queue > ?1", after);

    /// <summary>Messages in the order in which they were sent, after a position.</summary>
    public static List<BrowsedMessage> Browse(DatabaseSession session, long queue, DateTimeOffset sentAt, long after, int max) =>
        session.Query(
            """
            SELECT seq, id, body, attributes, sent_at, visible_at, receives FROM messages
            WHERE queue = ?1 AND (sent_at, seq) > (?2, ?3) ORDER BY sent_at, seq LIMIT ?4
            """,
            static row => new BrowsedMessage(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                ReadAttributes(row.GetStringOrNull(3)),
                row.GetTime(4),
                row.GetTime(5),
                row.GetInt32(6)
            ),
            queue,
            sentAt,
            after,
            max
        );

    private static string? WriteAttributes(IReadOnlyDictionary<string, QueueMessageAttribute> attributes) =>
        attributes.Count == 0
            ? null
            : JsonSerializer.Serialize(
                new Dictionary<string, QueueMessageAttribute>(attributes),
                QueueJson.Default.DictionaryStringQueueMessageAttribute
            );

    private static Dictionary<string, QueueMessageAttribute> ReadAttributes(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, QueueJson.Default.DictionaryStringQueueMessageAttribute)!;
}
