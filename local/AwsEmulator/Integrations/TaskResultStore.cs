using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>
/// Stores the results of tasks whose side effect is in this database, in the transaction of the effect. If the process ends before the
/// history contains the result, the repeated call finds it here and has no second effect.
/// </summary>
public sealed class TaskResultStore
{
    private static readonly string[] Migrations =
    [
        """
            CREATE TABLE task_outputs (
                execution INTEGER NOT NULL,
                task INTEGER NOT NULL,
                output TEXT NOT NULL,
                PRIMARY KEY (execution, task)) WITHOUT ROWID;
            """,
    ];

    private readonly Database _database;

    public TaskResultStore(Database database)
    {
        _database = database;
        Migrate(database);
    }

    /// <summary>Creates the table.</summary>
    internal static void Migrate(Database database) => database.Migrate("task ledger", Migrations);

    internal string? Find(TaskCall call) =>
        call.IdempotencyKey is { } key
            ? _database.Read(session =>
                session.ScalarString("SELECT output FROM task_outputs WHERE execution = ?1 AND task = ?2", call.Execution, key)
            )
            : null;

    internal static void Write(DatabaseSession session, TaskCall call, string output)
    {
        if (call.IdempotencyKey is { } key)
        {
            session.Execute("INSERT INTO task_outputs VALUES (?1, ?2, ?3)", call.Execution, key, output);
        }
    }

    /// <summary>Deletes the results of an execution that has ended.</summary>
    internal static void Clear(DatabaseSession session, long execution) =>
        session.Execute("DELETE FROM task_outputs WHERE execution = ?1", execution);
}
