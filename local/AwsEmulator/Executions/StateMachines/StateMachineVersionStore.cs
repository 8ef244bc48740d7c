using System.Text.Json;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Executions.StateMachines;

/// <summary>The tables of versions and aliases.</summary>
internal static class StateMachineVersionStore
{
    public const string Migration = """
        ALTER TABLE state_machines ADD COLUMN last_version INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE state_machine_versions (
            machine INTEGER NOT NULL,
            number INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            description TEXT,
            created INTEGER NOT NULL,
            PRIMARY KEY (machine, number)) WITHOUT ROWID;
        CREATE TABLE state_machine_aliases (
            machine INTEGER NOT NULL,
            name TEXT NOT NULL,
            description TEXT,
            routes TEXT NOT NULL,
            created INTEGER NOT NULL,
            updated INTEGER NOT NULL,
            PRIMARY KEY (machine, name)) WITHOUT ROWID;
        """;

    public static List<StateMachineVersion> Versions(DatabaseSession session, long machine) =>
        session.Query(
            "SELECT number, revision, description, created FROM state_machine_versions WHERE machine = ?1",
            static row => new StateMachineVersion(row.GetInt32(0), row.GetStringOrNull(2), row.GetTime(3))
            {
                RevisionKey = row.GetInt64(1),
            },
            machine
        );

    public static List<StateMachineAlias> Aliases(DatabaseSession session, long machine) =>
        session.Query(
            "SELECT name, description, routes, created, updated FROM state_machine_aliases WHERE machine = ?1",
            static row => new StateMachineAlias
            {
                Name = row.GetString(0),
                Description = row.GetStringOrNull(1),
                Routes = JsonSerializer.Deserialize<List<AliasRoute>>(row.GetString(2))!,
                CreationDate = row.GetTime(3),
                UpdateDate = row.GetTime(4),
            },
            machine
        );

    /// <summary>Gives a revision the next version number.</summary>
    public static StateMachineVersion Publish(
        DatabaseSession session,
        StateMachineRecord machine,
        string? description,
        DateTimeOffset created
    )
    {
        session.Execute("UPDATE state_machines SET last_version = last_version + 1 WHERE id = ?1", machine.Key);
        var number = (int)session.ScalarInt64("SELECT last_version FROM state_machines WHERE id = ?1", machine.Key)!.Value;
        session.Execute(
            "INSERT INTO state_machine_versions (machine, number, revision, description, created) VALUES (?1, ?2, ?3, ?4, ?5)",
            machine.Key,
            number,
            machine.RevisionKey,
            description,
            created
        );
        return new StateMachineVersion(number, description, created) { RevisionKey = machine.RevisionKey };
    }

    public static void DeleteVersion(DatabaseSession session, long machine, int number) =>
        session.Execute("DELETE FROM state_machine_versions WHERE machine = ?1 AND number = ?2", machine, number);

    public static void SaveAlias(DatabaseSession session, long machine, StateMachineAlias alias) =>
        session.Execute(
            """
            INSERT INTO state_machine_aliases (machine, name, description, routes, created, updated) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT DO UPDATE SET description = excluded.description, routes = excluded.routes, updated = excluded.updated
            """,
            machine,
            alias.Name,
            alias.Description,
            JsonSerializer.Serialize(alias.Routes),
            alias.CreationDate,
            alias.UpdateDate
        );

    public static void DeleteAlias(DatabaseSession session, long machine, string name) =>
        session.Execute("DELETE FROM state_machine_aliases WHERE machine = ?1 AND name = ?2", machine, name);

    /// <summary>Deletes all versions and aliases of a state machine.</summary>
    public static void DeleteAll(DatabaseSession session, long machine)
    {
        session.Execute("DELETE FROM state_machine_versions WHERE machine = ?1", machine);
        session.Execute("DELETE FROM state_machine_aliases WHERE machine = ?1", machine);
    }
}
