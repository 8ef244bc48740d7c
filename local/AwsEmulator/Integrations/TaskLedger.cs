using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>
/// What tasks with an effect in this very database came to, written in the transaction of the effect: when the
/// process dies before the outcome is in the history, the call that is made again finds it here and has no second effect.
/// </summary>
public sealed class TaskLedger
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

    public TaskLedger(Database database)
    {
        _database = database;
        Migrate(database);
    }

    /// <summary>Makes the table, for whoever clears it without writing it.</summary>
    internal static void Migrate(Database database) => database.Migrate("task ledger", Migrations);

    internal string? Find(TaskCall call) =>
        call.EffectId is { } effect
            ? _database.Read(session =>
                session.ScalarString("SELECT output FROM task_outputs WHERE execution = ?1 AND task = ?2", call.Execution, effect)
            )
            : null;

    internal static void Write(DatabaseSession session, TaskCall call, string output)
    {
        if (call.EffectId is { } effect)
        {
            session.Execute("INSERT INTO task_outputs VALUES (?1, ?2, ?3)", call.Execution, effect, output);
        }
    }

    /// <summary>Drops what an execution that has ended will not ask for any more.</summary>
    internal static void Clear(DatabaseSession session, long execution) =>
        session.Execute("DELETE FROM task_outputs WHERE execution = ?1", execution);
}
