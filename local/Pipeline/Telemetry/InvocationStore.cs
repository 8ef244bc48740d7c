using System.Text.Json;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.Pipeline.Telemetry;

/// <summary>
/// The recorded invocations of executions whose trace is not written yet. They are stored, so that the trace of an execution that
/// continues in another process is complete.
/// </summary>
internal sealed class InvocationStore
{
    private readonly Database _database;

    public InvocationStore(Database database)
    {
        _database = database;
        database.Migrate(
            "traces",
            """
            CREATE TABLE traced_invocations (
                number INTEGER PRIMARY KEY AUTOINCREMENT,
                execution TEXT NOT NULL,
                invocation TEXT NOT NULL);
            CREATE INDEX traced_invocations_of_execution ON traced_invocations (execution);
            """
        );
    }

    /// <summary>The ARNs of the executions that have invocations.</summary>
    public IReadOnlyList<string> Executions =>
        _database.Read(session => session.Query("SELECT DISTINCT execution FROM traced_invocations", row => row.GetString(0)));

    public Task AddAsync(string executionArn, TracedInvocation invocation)
    {
        var json = JsonSerializer.Serialize(invocation, TracedInvocationJson.Default.TracedInvocation);
        return _database.WriteAsync(session =>
            session.Execute("INSERT INTO traced_invocations (execution, invocation) VALUES (?1, ?2)", executionArn, json)
        );
    }

    /// <summary>The invocations of an execution in the order in which they ended.</summary>
    public IReadOnlyList<TracedInvocation> Read(string executionArn) =>
        _database.Read(session =>
            session.Query(
                "SELECT invocation FROM traced_invocations WHERE execution = ?1 ORDER BY number",
                row => JsonSerializer.Deserialize(row.GetString(0), TracedInvocationJson.Default.TracedInvocation)!,
                executionArn
            )
        );

    public Task RemoveAsync(string executionArn) =>
        _database.WriteAsync(session => session.Execute("DELETE FROM traced_invocations WHERE execution = ?1", executionArn));
}
