using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Tests.Executions;

/// <summary>Damaged data of one execution, state machine or queue does not affect the others.</summary>
public sealed class DamagedDataTests : IDisposable
{
    private const string EventsOfDamaged = "id >> 15 = (SELECT id FROM executions WHERE name = 'damaged')";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData($"UPDATE execution_events SET data = x'' WHERE {EventsOfDamaged}")]
    [InlineData($"UPDATE execution_events SET data = randomblob(100) WHERE {EventsOfDamaged}")]
    [InlineData($"UPDATE execution_events SET data = x'01FFFFFFFF00' WHERE {EventsOfDamaged}")]
    [InlineData($"UPDATE execution_events SET data = x'01FFFFFF7F00' WHERE {EventsOfDamaged}")]
    [InlineData("UPDATE executions SET input = '{' WHERE name = 'damaged'")]
    [InlineData("UPDATE executions SET revision = 999 WHERE name = 'damaged'")]
    public async Task An_execution_whose_data_is_damaged_fails_and_the_others_continue(string damage)
    {
        string damaged;
        string healthy;
        await using (var machine = StatesMachine.Open(_folder.Path, functions: registry => Register(registry, new())))
        {
            damaged = (await machine.StartAsync(Definitions.Chain("task"), name: "damaged")).Arn;
            healthy = (await machine.StartAsync(Definitions.Chain("task"), name: "healthy")).Arn;
        }

        await ExecuteAsync(damage);
        var response = new TaskCompletionSource<byte[]>();
        response.SetResult("true"u8.ToArray());
        await using var again = StatesMachine.Open(_folder.Path, functions: registry => Register(registry, response));
        Assert.Equal(ExecutionStatus.Succeeded, (await again.Service.WaitAsync(healthy, Cancellation)).Execution.Status);
        var details = await again.Service.WaitAsync(damaged, Cancellation);
        Assert.Equal((ExecutionStatus.Failed, "States.Runtime"), (details.Execution.Status, details.Execution.Error));
        Assert.Equal(details.Execution.StopDate, await again.Service.StopAsync(damaged));
    }

    [Fact]
    public async Task A_state_machine_with_an_invalid_stored_definition_can_be_updated()
    {
        await using (var machine = StatesMachine.Open(_folder.Path))
        {
            await machine.RunAsync(Definitions.Pass);
        }

        await ExecuteAsync("UPDATE state_machine_revisions SET definition = '{'");
        await using var again = StatesMachine.Open(_folder.Path);
        var execution = await again.StartAsync(Definitions.Pass, name: "two");
        Assert.Equal(ExecutionStatus.Succeeded, (await again.Service.WaitAsync(execution.Arn, Cancellation)).Execution.Status);
    }

    [Fact]
    public async Task Stopping_an_execution_that_is_stored_as_running_but_unknown_to_the_process_ends_it()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        var first = await machine.StartAsync(Definitions.Pass);
        await machine.Service.WaitAsync(first.Arn, Cancellation);
        await machine.Database.WriteAsync(session =>
            session.Execute(
                """
                INSERT INTO executions (id, machine, revision, name, status, started, input)
                SELECT id + 100, machine, revision, 'unknown', 0, started, input FROM executions
                """
            )
        );
        var unknown = StatesArn.ForExecution("machine", "unknown");
        await machine.Service.StopAsync(unknown, "Error", "Cause").WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation);
        var details = machine.Service.Describe(unknown);
        Assert.Equal(
            (ExecutionStatus.Aborted, "Error", "Cause"),
            (details.Execution.Status, details.Execution.Error, details.Cause)
        );
        Assert.Equal(["ExecutionAborted"], machine.EventTypes(unknown));
    }

    [Fact]
    public async Task A_decision_that_cannot_be_stored_ends_its_execution()
    {
        var response = new TaskCompletionSource<byte[]>();
        await using var machine = StatesMachine.Open(_folder.Path, functions: registry => Register(registry, response));
        var execution = await machine.StartAsync(Definitions.Chain("task"));
        // A row with the key of the next decision makes its transaction fail.
        await machine.Database.WriteAsync(session =>
            session.Execute("INSERT INTO execution_events SELECT id + count, 1, data FROM execution_events ORDER BY id DESC LIMIT 1")
        );
        response.SetResult("true"u8.ToArray());
        var details = await machine
            .Service.WaitAsync(execution.Arn, Cancellation)
            .WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation);
        Assert.Equal((ExecutionStatus.Failed, "States.Runtime"), (details.Execution.Status, details.Execution.Error));
    }

    [Fact]
    public void Stored_status_numbers_do_not_change() =>
        Assert.Equal(
            [("Running", 0), ("Succeeded", 1), ("Failed", 2), ("TimedOut", 3), ("Aborted", 4)],
            Enum.GetValues<ExecutionStatus>().Select(status => (status.ToString(), (int)status))
        );

    private static void Register(FunctionRegistry registry, TaskCompletionSource<byte[]> response) =>
        registry.Register("task", (_, _, cancellationToken) => response.Task.WaitAsync(cancellationToken), TimeSpan.FromMinutes(10));

    private async Task ExecuteAsync(string sql)
    {
        await using var database = Database.Open(_folder["state.db"]);
        await database.WriteAsync(session => session.Execute(sql));
    }
}
