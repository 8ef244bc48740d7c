using System.Text;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Tests.Executions;

/// <summary>Nothing waits for a decision that takes long. Left alone, the decision of these tests ends after millions of states.</summary>
public sealed class LongDecisionTests : IDisposable
{
    private const string Definition = $$"""
        {"StartAt": "Task", "States": {
          "Task": {"Type": "Task", "Resource": "{{Definitions.FunctionArn}}task", "Next": "Map"},
          "Map": {"Type": "Map", "ItemsPath": "$", "ToleratedFailurePercentage": 100, "End": true, "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "A", "States": {
              "A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "Next": "A"} } } } } }
        """;

    private static readonly byte[] Items = Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, 1_000))}]");

    private readonly TemporaryFolder _folder = new();
    private readonly TaskCompletionSource<byte[]> _items = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_stop_ends_it()
    {
        await using var machine = Open();
        var execution = await StartAsync(machine);
        await machine.Service.StopAsync(execution.Arn, "Mine", "why");
        var details = machine.Service.Describe(execution.Arn);
        Assert.Equal((ExecutionStatus.Aborted, "Mine"), (details.Execution.Status, details.Execution.Error));
    }

    [Fact]
    public async Task The_end_of_the_process_ends_it_and_the_next_start_begins_it_again()
    {
        string arn;
        await using (var machine = Open())
        {
            arn = (await StartAsync(machine)).Arn;
        }

        await using (var database = Database.Open(_folder["state.db"]))
        {
            Assert.Equal(0, database.Read(session => session.ScalarInt64("SELECT status FROM executions")));
        }

        await using var again = Open();
        await again.Service.StopAsync(arn);
        Assert.Equal(ExecutionStatus.Aborted, again.Service.Describe(arn).Execution.Status);
    }

    [Fact]
    public async Task Other_executions_run_meanwhile()
    {
        await using var machine = Open();
        var hostile = await StartAsync(machine);
        var other = await machine.Service.StateMachines.DeployAsync("other", Definitions.Pass, StatesMachine.RoleArn);
        for (var i = 0; i < 10; i++)
        {
            var execution = await machine.Service.StartAsync(other.Arn, $"other-{i}", "{}");
            await machine.Service.WaitAsync(execution.Arn, Cancellation);
        }

        await machine.Service.StopAsync(hostile.Arn);
        Assert.Equal(ExecutionStatus.Aborted, machine.Service.Describe(hostile.Arn).Execution.Status);
    }

    private StatesMachine Open() =>
        StatesMachine.Open(
            _folder.Path,
            functions: registry =>
                registry.Register("task", (_, _, cancellationToken) => _items.Task.WaitAsync(cancellationToken), TimeSpan.FromMinutes(10))
        );

    private async Task<ExecutionRecord> StartAsync(StatesMachine machine)
    {
        var execution = await machine.StartAsync(Definition);
        _items.SetResult(Items);
        return execution;
    }
}
