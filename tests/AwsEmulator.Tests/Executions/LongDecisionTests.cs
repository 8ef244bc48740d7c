using System.Text;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.Jsonata.Json;
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

    [Fact]
    public void A_loop_is_decided_on_in_parts()
    {
        var machine = StateMachine.Parse("""{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "A"}}}""");
        var record = new ExecutionRecord
        {
            StateMachineName = "machine",
            Name = "one",
            Status = ExecutionStatus.Running,
            StartDate = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        };
        var start = new ExecutionStart
        {
            ExecutionArn = record.Arn,
            Name = record.Name,
            Input = JsonValue.Parse("{}"),
            StartTime = record.StartDate,
            StateMachineArn = record.StateMachineArn,
            StateMachineName = record.StateMachineName,
        };

        var decision = CombinedDecision.Make(
            record,
            Execution.Create(machine, start),
            [new PendingEvent(ExecutionEvent.Begin.Instance), new PendingEvent(new ExecutionEvent.TaskFailed(1, null, null))],
            record.StartDate,
            Cancellation
        );

        Assert.True(decision.State.HasStepsLeft);
        Assert.InRange(decision.Step.Events.Count, 1, CombinedDecision.MaxSteps);
        // The other event waits for the rest of the loop.
        Assert.Single(decision.Changed);
    }

    [Fact]
    public async Task A_loop_with_much_data_can_be_stopped_and_else_ends_at_the_limit_of_the_history()
    {
        await using var machine = Open();
        var loop = await machine.Service.StateMachines.DeployAsync(
            "loop",
            """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "A"}}}""",
            StatesMachine.RoleArn
        );
        var large = await machine.Service.StartAsync(loop.Arn, "large", $"\"{new string('x', 250_000)}\"");
        await machine.Service.StopAsync(large.Arn, "Mine", null);
        Assert.Equal("Mine", machine.Service.Describe(large.Arn).Execution.Error);

        var small = await machine.Service.StartAsync(loop.Arn, "small", "{}");
        var ended = await machine.Service.WaitAsync(small.Arn, Cancellation);
        Assert.Equal((ExecutionStatus.Failed, ErrorNames.Runtime), (ended.Execution.Status, ended.Execution.Error));
        var history = machine.Service.History(small.Arn, newestFirst: true);
        Assert.Equal(Interpreter.MaxHistoryEvents, history.Events[0].Id);
    }

    [Fact]
    public async Task A_loop_that_the_end_of_the_process_interrupts_continues_after_the_next_start()
    {
        var arn = await InterruptAsync();

        await using var again = Open();
        var ended = await again.Service.WaitAsync(arn, Cancellation);
        Assert.Equal((ExecutionStatus.Failed, ErrorNames.Runtime), (ended.Execution.Status, ended.Execution.Error));
        Assert.Equal(Interpreter.MaxHistoryEvents, again.Service.History(arn, newestFirst: true).Events[0].Id);
    }

    [Fact]
    public async Task A_loop_can_be_stopped_while_its_history_is_replayed()
    {
        var arn = await InterruptAsync();

        await using var again = Open();
        await again.Service.StopAsync(arn, "Mine", null);
        Assert.Equal("Mine", again.Service.Describe(arn).Execution.Error);
    }

    /// <summary>Runs a loop until its history is long, and ends the process.</summary>
    private async Task<string> InterruptAsync()
    {
        await using var machine = Open();
        var isLong = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = machine.Service.Changes.Subscribe(change =>
        {
            if (change.Events[0].Id > 2 * ExecutionReplays.LongHistory)
            {
                isLong.TrySetResult();
            }
        });
        var loop = await machine.StartAsync("""{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "A"}}}""");
        await isLong.Task.WaitAsync(Cancellation);
        return loop.Arn;
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
