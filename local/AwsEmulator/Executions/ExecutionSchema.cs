namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// The tables of executions. <c>execution_events</c> is the source of truth: a row has the events of one decision, or a part of them. Its
/// key combines the execution's key and the first event's id in one number (a history has at most 25,000 events, which fit into 15 bits),
/// so that a history is a range of adjacent rows. The other tables repeat parts of it and are written in the same transaction.
/// </summary>
internal static class ExecutionSchema
{
    public const int EventIdBits = 15;

    public const int MaxEventId = (1 << EventIdBits) - 1;

    public static readonly string[] Migrations =
    [
        """
            CREATE TABLE execution_events (
                id INTEGER PRIMARY KEY,
                count INTEGER NOT NULL,
                data BLOB NOT NULL);

            CREATE TABLE executions (
                id INTEGER PRIMARY KEY,
                machine INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                name TEXT NOT NULL,
                status INTEGER NOT NULL,
                started INTEGER NOT NULL,
                stopped INTEGER,
                redrives INTEGER NOT NULL DEFAULT 0,
                redriven INTEGER,
                redrive_token TEXT,
                title TEXT,
                error TEXT,
                cause TEXT,
                output TEXT,
                input TEXT NOT NULL);
            CREATE UNIQUE INDEX executions_by_name ON executions (machine, name);
            CREATE INDEX executions_by_status ON executions (machine, status, id);
            CREATE INDEX executions_by_title ON executions (machine, id, name, title);
            CREATE INDEX executions_redriven ON executions (machine, id) WHERE redrives > 0;

            CREATE TABLE execution_counts (
                machine INTEGER NOT NULL,
                status INTEGER NOT NULL,
                count INTEGER NOT NULL,
                PRIMARY KEY (machine, status)) WITHOUT ROWID;
            """,
        """
            ALTER TABLE executions ADD COLUMN version INTEGER;
            ALTER TABLE executions ADD COLUMN alias TEXT;
            """,
        "CREATE INDEX executions_with_error ON executions (machine, id) WHERE error IS NOT NULL;",
    ];

    public static long EventKey(long execution, int eventId) => (execution << EventIdBits) | (uint)eventId;

    public static int EventId(long key) => (int)(key & MaxEventId);
}
