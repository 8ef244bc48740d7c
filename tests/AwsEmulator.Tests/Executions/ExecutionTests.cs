using System.Collections.Concurrent;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Tests.Executions;

public sealed class ExecutionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_state_gets_the_result_of_the_previous_state()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        machine.Register("first", """{"n":1}""");
        machine.Register("second", "\"two\"");
        var details = await machine.RunAsync(Definitions.Chain("first", "second"), """{"a":true}""");
        Assert.Equal(ExecutionStatus.Succeeded, details.Execution.Status);
        Assert.Equal("""{"a":true,"first":{"n":1},"second":"two"}""", details.Output);
        Assert.Equal(
            [
                "ExecutionStarted",
                "TaskStateEntered",
                "LambdaFunctionScheduled",
                "LambdaFunctionStarted",
                "LambdaFunctionSucceeded",
                "TaskStateExited",
                "TaskStateEntered",
                "LambdaFunctionScheduled",
                "LambdaFunctionStarted",
                "LambdaFunctionSucceeded",
                "TaskStateExited",
                "ExecutionSucceeded",
            ],
            machine.EventTypes(details.Execution.Arn)
        );
    }

    [Fact]
    public async Task The_same_name_and_input_return_the_running_execution()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        var first = await machine.StartAsync(Definitions.Wait(1000), """{"a":1}""");
        var second = await machine.StartAsync(Definitions.Wait(1000), """{"a":1}""");
        Assert.Equal(first.StartDate, second.StartDate);
        Assert.Equal(1, machine.Service.Count("machine")[ExecutionStatus.Running]);
    }

    [Fact]
    public async Task The_same_name_with_different_input_or_after_the_end_is_rejected()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        await machine.StartAsync(Definitions.Wait(1000), """{"a":1}""");
        var other = await Assert.ThrowsAsync<AwsException>(() => machine.StartAsync(Definitions.Wait(1000), """{"a":2}"""));
        Assert.Equal("ExecutionAlreadyExists", other.Code);
        Assert.Equal("Execution Already Exists: 'arn:aws:states:us-east-1:000000000000:execution:machine:one'", other.Message);
        await machine.Service.StopAsync(StatesArn.ForExecution("machine", "one"));
        var closed = await Assert.ThrowsAsync<AwsException>(() => machine.StartAsync(Definitions.Wait(1000), """{"a":1}"""));
        Assert.Equal("ExecutionAlreadyExists", closed.Code);
    }

    [Fact]
    public async Task Concurrent_starts_with_one_name_start_one_execution()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        await machine.Service.StateMachines.CreateAsync("machine", Definitions.Wait(1000), StatesMachine.RoleArn);
        var starts = Enumerable
            .Range(0, 50)
            .Select(_ => Task.Run(() => machine.Service.StartAsync(StatesArn.ForStateMachine("machine"), "one", "{}"), Cancelled));
        var started = await Task.WhenAll(starts);
        Assert.Single(started.Select(execution => execution.StartDate).Distinct());
        Assert.Equal(1, machine.Service.Count("machine")[ExecutionStatus.Running]);
    }

    [Fact]
    public async Task A_wait_ends_at_its_time()
    {
        var clock = new ManualTimeProvider();
        await using var machine = StatesMachine.Open(_folder.Path, clock);
        var execution = await machine.StartAsync(Definitions.Wait(60));
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(ExecutionStatus.Running, machine.Service.Describe(execution.Arn).Execution.Status);
        clock.Advance(TimeSpan.FromSeconds(1));
        var details = await machine.Service.WaitAsync(execution.Arn, Cancelled);
        Assert.Equal(execution.StartDate.AddSeconds(60), details.Execution.StopDate);
    }

    [Fact]
    public async Task A_wait_can_be_longer_than_a_timer()
    {
        var clock = new ManualTimeProvider();
        await using var machine = StatesMachine.Open(_folder.Path, clock);
        var execution = await machine.StartAsync(Definitions.Wait(100 * 24 * 3600));
        clock.Advance(TimeSpan.FromDays(100) - TimeSpan.FromSeconds(1));
        Assert.Equal(ExecutionStatus.Running, machine.Service.Describe(execution.Arn).Execution.Status);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(ExecutionStatus.Succeeded, (await machine.Service.WaitAsync(execution.Arn, Cancelled)).Execution.Status);
    }

    [Fact]
    public async Task A_stopped_execution_is_aborted_with_its_error_and_cause()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        var execution = await machine.StartAsync(Definitions.Wait(1000));
        var stopDate = await machine.Service.StopAsync(execution.Arn, "Enough", "said the operator");
        var details = machine.Service.Describe(execution.Arn);
        Assert.Equal(ExecutionStatus.Aborted, details.Execution.Status);
        Assert.Equal(("Enough", "said the operator", stopDate), (details.Execution.Error, details.Cause, details.Execution.StopDate));
        Assert.Equal(stopDate, await machine.Service.StopAsync(execution.Arn, "Again", null));
    }

    [Fact]
    public async Task Stopping_ends_the_wait_for_a_function()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        var cancelled = new TaskCompletionSource();
        machine.Functions.Register(
            "hangs",
            async (_, _, cancellationToken) =>
            {
                using var registration = cancellationToken.Register(() => cancelled.SetResult());
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                return [];
            },
            TimeSpan.FromMinutes(1)
        );
        var execution = await machine.StartAsync(Definitions.Chain("hangs"));
        await machine.Service.StopAsync(execution.Arn);
        await cancelled.Task.WaitAsync(Cancelled);
    }

    [Fact]
    public async Task A_redrive_runs_the_failed_task_again_and_keeps_earlier_results()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        var firstRuns = 0;
        machine.Functions.Register(
            "first",
            (_, _, _) =>
            {
                Interlocked.Increment(ref firstRuns);
                return Task.FromResult("1"u8.ToArray());
            },
            TimeSpan.FromSeconds(10)
        );
        machine.Functions.Register("second", (_, _, _) => throw new InvalidOperationException("not yet"), TimeSpan.FromSeconds(10));
        var failed = await machine.RunAsync(Definitions.Chain("first", "second"));
        Assert.Equal("InvalidOperationException", failed.Execution.Error);

        machine.Register("second", "2");
        var redriven = await machine.Service.RedriveAsync(failed.Execution.Arn, "token");
        var details = await machine.Service.WaitAsync(failed.Execution.Arn, Cancelled);
        Assert.Equal(ExecutionStatus.Succeeded, details.Execution.Status);
        Assert.Equal((1, redriven), (details.Execution.RedriveCount, details.Execution.RedriveDate));
        Assert.Equal("""{"first":1,"second":2}""", details.Output);
        Assert.Equal(1, firstRuns);
        Assert.Contains("ExecutionRedriven", machine.EventTypes(failed.Execution.Arn));
        Assert.Equal(redriven, await machine.Service.RedriveAsync(failed.Execution.Arn, "token"));
    }

    [Fact]
    public async Task An_execution_that_did_not_succeed_can_be_redriven_for_two_weeks()
    {
        var clock = new ManualTimeProvider();
        await using var machine = StatesMachine.Open(_folder.Path, clock);
        var running = await machine.StartAsync(Definitions.Wait(1000), name: "running");
        Assert.Equal("Execution is RUNNING and cannot be redriven", await RejectionAsync(machine, running));
        await machine.Service.StopAsync(running.Arn);
        clock.Advance(TimeSpan.FromDays(14) + TimeSpan.FromSeconds(1));
        Assert.Equal("Execution redrivable period exceeded", await RejectionAsync(machine, running));
        var succeeded = await machine.RunAsync(Definitions.Pass);
        Assert.Equal("Execution is SUCCEEDED and cannot be redriven", await RejectionAsync(machine, succeeded.Execution));
    }

    [Fact]
    public async Task Listeners_get_every_change_in_order_with_its_events()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        machine.Register("first", "1");
        var told = new ConcurrentQueue<ExecutionChange>();
        using var subscription = machine.Service.Changes.Subscribe(told.Enqueue);
        var details = await machine.RunAsync(Definitions.Chain("first"));
        // An execution has ended when its end is stored, shortly before listeners get it.
        await Condition.BecomesTrueAsync(() => told.LastOrDefault()?.Execution.StopDate is not null);
        Assert.Equal(machine.EventTypes(details.Execution.Arn), told.SelectMany(change => change.Events).Select(e => e.Type.ToString()));
        Assert.Equal([ExecutionStatus.Running, ExecutionStatus.Succeeded], told.Select(change => change.Execution.Status));
    }

    [Fact]
    public async Task A_running_execution_keeps_its_definition_when_the_machine_is_updated()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        var execution = await machine.StartAsync(Definitions.Wait(1000));
        await machine.Service.StateMachines.UpdateAsync(execution.StateMachineArn, Definitions.Pass, null);
        Assert.Equal(Definitions.Wait(1000), machine.Service.StateMachineForExecution(execution.Arn).Definition);
        Assert.Equal(Definitions.Pass, machine.Service.StateMachines.Get(execution.StateMachineArn).Definition);
    }

    [Fact]
    public async Task A_deleted_state_machine_starts_no_executions_and_is_removed_after_the_last_one_ends()
    {
        await using var machine = StatesMachine.Open(_folder.Path);
        var execution = await machine.StartAsync(Definitions.Wait(1000));
        await machine.Service.DeleteStateMachineAsync(execution.StateMachineArn);
        var deleting = await Assert.ThrowsAsync<AwsException>(() => machine.Service.StartAsync(execution.StateMachineArn, "two", "{}"));
        Assert.Equal("StateMachineDeleting", deleting.Code);
        await machine.Service.StopAsync(execution.Arn);
        while (machine.Service.StateMachines.Find("machine") is not null)
        {
            await Task.Yield();
        }

        Assert.Equal(
            "StateMachineDoesNotExist",
            Assert.Throws<AwsException>(() => machine.Service.StateMachines.Get(execution.StateMachineArn)).Code
        );
    }

    private static async Task<string> RejectionAsync(StatesMachine machine, ExecutionRecord execution)
    {
        var exception = await Assert.ThrowsAsync<AwsException>(() => machine.Service.RedriveAsync(execution.Arn));
        Assert.Equal("ExecutionNotRedrivable", exception.Code);
        return exception.Message;
    }
}
