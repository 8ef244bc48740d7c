using System.Text;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>Reads and writes the tables of <see cref="ExecutionSchema"/>; called inside a transaction.</summary>
internal static class ExecutionStore
{
    private const string RecordColumns =
        "e.id, e.machine, e.revision, e.name, e.status, e.started, e.stopped, e.redrives, e.redriven, e.title, e.error, e.version, e.alias";

    // A running execution, which has no duration yet, counts as longer than any other.
    private const string Duration = "IFNULL(stopped - started, 4611686018427387904)";

    public static long LastKey(DatabaseSession session) => session.ScalarInt64("SELECT MAX(id) FROM executions") ?? 0;

    /// <summary>Adds an execution; false if the state machine has one of that name.</summary>
    public static bool TryInsert(DatabaseSession session, ExecutionRecord record, string input)
    {
        var inserted = session.Execute(
            """
            INSERT INTO executions (id, machine, revision, name, status, started, title, input, version, alias)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (machine, name) DO NOTHING
            """,
            record.Key,
            record.MachineKey,
            record.RevisionKey,
            record.Name,
            (int)ExecutionStatus.Running,
            record.StartDate,
            record.Title,
            input,
            record.Version,
            record.Alias
        );
        if (inserted == 0)
        {
            return false;
        }

        Count(session, record.MachineKey, ExecutionStatus.Running, 1);
        return true;
    }

    public static void Append(DatabaseSession session, long execution, HistoryBatch batch) =>
        session.Execute(
            "INSERT INTO execution_events VALUES (?1, ?2, ?3)",
            ExecutionSchema.EventKey(execution, (int)batch.FirstEventId),
            batch.Count,
            batch.Data
        );

    public static int EventCount(DatabaseSession session, long execution) =>
        session.QueryFirst(
            "SELECT id, count FROM execution_events WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT 1",
            static row => ExecutionSchema.EventId(row.GetInt64(0)) + row.GetInt32(1) - 1,
            ExecutionSchema.EventKey(execution, 0),
            ExecutionSchema.EventKey(execution, ExecutionSchema.MaxEventId)
        );

    public static void Close(DatabaseSession session, ExecutionRecord closed, string? output, string? cause)
    {
        session.Execute(
            "UPDATE executions SET status = ?2, stopped = ?3, output = ?4, error = ?5, cause = ?6 WHERE id = ?1",
            closed.Key,
            (int)closed.Status,
            closed.StopDate,
            output,
            closed.Error,
            cause
        );
        Count(session, closed.MachineKey, ExecutionStatus.Running, -1);
        Count(session, closed.MachineKey, closed.Status, 1);
    }

    /// <summary>Makes a closed execution run again; false if it has changed since <paramref name="closed"/> was read.</summary>
    public static bool TryReopen(DatabaseSession session, ExecutionRecord closed, DateTimeOffset redriveDate, string? clientToken)
    {
        var changed = session.Execute(
            """
            UPDATE executions SET status = ?4, stopped = NULL, output = NULL, error = NULL, cause = NULL,
                redrives = redrives + 1, redriven = ?5, redrive_token = ?6
            WHERE id = ?1 AND status = ?2 AND redrives = ?3
            """,
            closed.Key,
            (int)closed.Status,
            closed.RedriveCount,
            (int)ExecutionStatus.Running,
            redriveDate,
            clientToken
        );
        if (changed == 0)
        {
            return false;
        }

        Count(session, closed.MachineKey, closed.Status, -1);
        Count(session, closed.MachineKey, ExecutionStatus.Running, 1);
        return true;
    }

    public static string? RedriveToken(DatabaseSession session, long execution) =>
        session.ScalarString("SELECT redrive_token FROM executions WHERE id = ?1", execution);

    public static ExecutionRecord? Find(DatabaseSession session, string machineName, long machine, string name) =>
        session.QueryFirst(
            $"SELECT {RecordColumns} FROM executions e WHERE machine = ?1 AND name = ?2",
            row => Map(row, machineName),
            machine,
            name
        );

    public static ExecutionDetails? FindDetails(DatabaseSession session, string machineName, long machine, string name) =>
        session.QueryFirst(
            $"SELECT {RecordColumns}, e.cause, e.output, e.input FROM executions e WHERE machine = ?1 AND name = ?2",
            row => new ExecutionDetails
            {
                Execution = Map(row, machineName),
                Cause = row.GetStringOrNull(13),
                Output = row.GetStringOrNull(14),
                Input = row.GetString(15),
            },
            machine,
            name
        );

    /// <summary>The running executions with keys up to <paramref name="upTo"/>, with their inputs.</summary>
    public static List<(ExecutionRecord Record, string Input)> Running(
        DatabaseSession session,
        string machineName,
        long machine,
        long upTo
    ) =>
        session.Query(
            $"SELECT {RecordColumns}, e.input FROM executions e WHERE machine = ?1 AND status = ?2 AND id <= ?3 ORDER BY id",
            row => (Map(row, machineName), row.GetString(13)),
            machine,
            (int)ExecutionStatus.Running,
            upTo
        );

    /// <summary>At most <paramref name="limit"/> executions after a key in the list's order; null begins with the first.</summary>
    public static List<ExecutionRecord> ListAfter(DatabaseSession session, long machine, ExecutionQuery query, long? key, int limit) =>
        Select(session, machine, query, key, query.Order == ExecutionOrder.OldestFirst, limit);

    /// <summary>At most <paramref name="limit"/> executions, the last ones before a key in the list's order.</summary>
    public static List<ExecutionRecord> ListBefore(DatabaseSession session, long machine, ExecutionQuery query, long key, int limit)
    {
        var found = Select(session, machine, query, key, query.Order != ExecutionOrder.OldestFirst, limit);
        found.Reverse();
        return found;
    }

    private static List<ExecutionRecord> Select(
        DatabaseSession session,
        long machine,
        ExecutionQuery query,
        long? bound,
        bool ascending,
        int limit
    )
    {
        var search = query.Search is { Length: > 0 } text ? Pattern(text) : null;
        var error = query.Error is { Length: > 0 } part ? Pattern(part) : null;
        var (side, order) = ascending ? (">", "ASC") : ("<", "DESC");
        var byDuration = query.Order == ExecutionOrder.LongestFirst;
        var idPosition = byDuration ? "" : $" AND id {side} ?2";
        var sql = new StringBuilder(512).Append("SELECT ").Append(RecordColumns).Append(" FROM executions e ");
        // The searches read names and titles, or the keys of the failed executions, from an index, and then the rows of the matches.
        sql.Append(
            (search, error) switch
            {
                (not null, _) => $"""
                    WHERE e.id IN (SELECT id FROM executions INDEXED BY executions_by_title
                      WHERE machine = ?1{idPosition} AND (name LIKE ?6 ESCAPE '\' OR title LIKE ?7 ESCAPE '\') ORDER BY id {order} LIMIT ?8)
                    """,
                (null, not null) => $"INDEXED BY executions_with_error WHERE e.machine = ?1{idPosition}",
                _ => $"WHERE e.machine = ?1{idPosition}",
            }
        );
        if (byDuration)
        {
            var position = $"({Duration}, id) {side} ((SELECT {Duration} FROM executions WHERE id = ?2), ?2)";
            sql.Append(" AND (?2 IS NULL OR ").Append(position).Append(')');
        }

        if (query.Status is { } status)
        {
            sql.Append(" AND e.status = ").Append((int)status);
        }

        if (query.Redriven is { } redriven)
        {
            sql.Append(redriven ? " AND e.redrives > 0" : " AND e.redrives = 0");
        }

        if (error is not null)
        {
            sql.Append(@" AND e.error IS NOT NULL AND (e.error LIKE ?9 ESCAPE '\' OR e.cause LIKE ?9 ESCAPE '\')");
        }

        sql.Append(" AND (?4 IS NULL OR e.version = ?4) AND (?5 IS NULL OR e.alias = ?5)");
        sql.Append(" AND (?10 IS NULL OR e.started >= ?10) AND (?11 IS NULL OR e.started < ?11)");
        sql.Append(byDuration ? $" ORDER BY {Duration} {order}, id {order}" : $" ORDER BY id {order}").Append(" LIMIT ?3");
        // A further condition excludes some matches, so the inner query has no limit.
        var isFiltered = query with { Search = null, MaxResults = 0, NextToken = null, PreviousToken = null, Order = default }
            != new ExecutionQuery { StateMachineName = query.StateMachineName, MaxResults = 0 };
        return session.Query(
            sql.ToString(),
            row => Map(row, query.StateMachineName),
            machine,
            byDuration ? bound : bound ?? (ascending ? 0 : long.MaxValue),
            limit,
            query.Version,
            query.Alias,
            search + "%",
            "%" + search + "%",
            isFiltered || byDuration ? int.MaxValue : limit,
            "%" + error + "%",
            query.StartedFrom,
            query.StartedBefore
        );
    }

    private static string Pattern(string text) => text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_");

    public static IReadOnlyDictionary<ExecutionStatus, long> Counts(DatabaseSession session, long machine) =>
        session
            .Query(
                "SELECT status, count FROM execution_counts WHERE machine = ?1",
                static row => KeyValuePair.Create((ExecutionStatus)row.GetInt32(0), row.GetInt64(1)),
                machine
            )
            .ToDictionary();

    /// <summary>
    /// The stored batches that contain the events with ids from <paramref name="from"/> to <paramref name="to"/>, in order.
    /// </summary>
    public static List<byte[]> Batches(DatabaseSession session, long execution, int from, int to) =>
        session.Query(
            """
            SELECT data FROM execution_events
            WHERE id BETWEEN IFNULL((SELECT MAX(id) FROM execution_events WHERE id BETWEEN ?1 AND ?2), ?2) AND ?3 ORDER BY id
            """,
            static row => row.GetBytes(0),
            ExecutionSchema.EventKey(execution, 0),
            ExecutionSchema.EventKey(execution, from),
            ExecutionSchema.EventKey(execution, to)
        );

    /// <summary>The first stored batch that begins at an event or after it; null without one.</summary>
    public static byte[]? BatchFrom(DatabaseSession session, long execution, int from) =>
        session.QueryFirst(
            "SELECT data FROM execution_events WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT 1",
            static row => row.GetBytes(0),
            ExecutionSchema.EventKey(execution, from),
            ExecutionSchema.EventKey(execution, ExecutionSchema.MaxEventId)
        );

    private static void Count(DatabaseSession session, long machine, ExecutionStatus status, int change) =>
        session.Execute(
            "INSERT INTO execution_counts VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET count = count + excluded.count",
            machine,
            (int)status,
            change
        );

    private static ExecutionRecord Map(Row row, string machineName) =>
        new()
        {
            Key = row.GetInt64(0),
            MachineKey = row.GetInt64(1),
            RevisionKey = row.GetInt64(2),
            StateMachineName = machineName,
            Name = row.GetString(3),
            Status = (ExecutionStatus)row.GetInt32(4),
            StartDate = row.GetTime(5),
            StopDate = row.GetTimeOrNull(6),
            RedriveCount = row.GetInt32(7),
            RedriveDate = row.GetTimeOrNull(8),
            Title = row.GetStringOrNull(9),
            Error = row.GetStringOrNull(10),
            Version = (int?)row.GetInt64OrNull(11),
            Alias = row.GetStringOrNull(12),
        };
}
