using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Executions.StateMachines;

/// <summary>The tables of state machines and their revisions.</summary>
internal static class StateMachineStore
{
    // A deleted state machine loses its name. Its rows stay for its executions.
    public static readonly string[] Migrations =
    [
        """
            CREATE TABLE state_machines (
                id INTEGER PRIMARY KEY,
                name TEXT UNIQUE,
                created INTEGER NOT NULL,
                deleting INTEGER NOT NULL DEFAULT 0,
                revision INTEGER NOT NULL,
                tags TEXT NOT NULL DEFAULT '{}');
            CREATE TABLE state_machine_revisions (
                id INTEGER PRIMARY KEY,
                machine INTEGER NOT NULL,
                revision_id TEXT,
                updated INTEGER NOT NULL,
                role_arn TEXT NOT NULL,
                logging TEXT NOT NULL,
                tracing TEXT NOT NULL,
                definition TEXT NOT NULL);
            """,
        StateMachineVersionStore.Migration,
    ];

    private const string Columns = """
        SELECT m.id, r.id, m.name, r.definition, r.role_arn, m.created, r.updated, r.revision_id, r.logging, r.tracing, m.deleting
        FROM state_machine_revisions r JOIN state_machines m ON m.id = r.machine
        """;

    public static List<StateMachineRecord> Current(DatabaseSession session) =>
        [
            .. session
                .Query($"{Columns} WHERE m.revision = r.id AND m.name IS NOT NULL ORDER BY m.id DESC", Map)
                .Select(machine =>
                    machine with
                    {
                        Versions = machine.Versions.AddRange(
                            StateMachineVersionStore
                                .Versions(session, machine.Key)
                                .Select(version => KeyValuePair.Create(version.Number, version))
                        ),
                        Aliases = machine.Aliases.AddRange(
                            StateMachineVersionStore.Aliases(session, machine.Key).Select(alias => KeyValuePair.Create(alias.Name, alias))
                        ),
                    }
                ),
        ];

    public static StateMachineRecord? Revision(DatabaseSession session, long revision) =>
        session.QueryFirst($"{Columns} WHERE r.id = ?1", Map, revision);

    /// <summary>Adds a state machine with its first revision, or, if <see cref="StateMachineRecord.Key"/> is set, a new revision.</summary>
    public static StateMachineRecord Save(DatabaseSession session, StateMachineRecord record)
    {
        var key = record.Key;
        if (key == 0)
        {
            session.Execute("INSERT INTO state_machines (name, created, revision) VALUES (?1, ?2, 0)", record.Name, record.CreationDate);
            key = session.LastInsertRowId;
        }

        session.Execute(
            """
            INSERT INTO state_machine_revisions (machine, revision_id, updated, role_arn, logging, tracing, definition)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """,
            key,
            record.RevisionId,
            record.UpdateDate,
            record.RoleArn,
            record.Settings.Logging,
            record.Settings.Tracing,
            record.Definition
        );
        var revision = session.LastInsertRowId;
        session.Execute("UPDATE state_machines SET revision = ?2 WHERE id = ?1", key, revision);
        return record with { Key = key, RevisionKey = revision };
    }

    public static void MarkDeleting(DatabaseSession session, long key) =>
        session.Execute("UPDATE state_machines SET deleting = 1 WHERE id = ?1", key);

    public static void ReleaseName(DatabaseSession session, long key)
    {
        session.Execute("UPDATE state_machines SET name = NULL WHERE id = ?1", key);
        StateMachineVersionStore.DeleteAll(session, key);
    }

    public static string Tags(DatabaseSession session, long key) =>
        session.ScalarString("SELECT tags FROM state_machines WHERE id = ?1", key) ?? "{}";

    public static void SetTags(DatabaseSession session, long key, string tags) =>
        session.Execute("UPDATE state_machines SET tags = ?2 WHERE id = ?1", key, tags);

    private static StateMachineRecord Map(Row row) =>
        new()
        {
            Key = row.GetInt64(0),
            RevisionKey = row.GetInt64(1),
            Name = row.GetString(2),
            Definition = row.GetString(3),
            RoleArn = row.GetString(4),
            CreationDate = row.GetTime(5),
            UpdateDate = row.GetTime(6),
            RevisionId = row.GetStringOrNull(7),
            Settings = new StateMachineSettings(row.GetString(8), row.GetString(9)),
            IsDeleting = row.GetBoolean(10),
        };
}
