using System.Collections.Concurrent;
using System.Text;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Tests.Executions;

public sealed class RestartTests : IDisposable
{
    // Every kind of pending effect: tasks, a retry's delay, a wait, branches.
    private const string Definition = $$"""
        { "StartAt": "First", "States": {
            "First": { "Type": "Task", "Resource": "{{Definitions.FunctionArn}}first", "ResultPath": "$.first", "Next": "Flaky" },
            "Flaky": { "Type": "Task", "Resource": "{{Definitions.FunctionArn}}flaky", "ResultPath": "$.flaky", "TimeoutSeconds": 60, "Next": "Both",
              "Retry": [ { "ErrorEquals": ["FlakyException"], "IntervalSeconds": 1, "MaxAttempts": 5, "JitterStrategy": "FULL" } ] },
            "Both": { "Type": "Parallel", "ResultPath": "$.both", "Next": "Wait", "Branches": [
              { "StartAt": "Left", "States": { "Left": { "Type": "Task", "Resource": "{{Definitions.FunctionArn}}left", "End": true } } },
              { "StartAt": "Right", "States": { "Right": { "Type": "Task", "Resource": "{{Definitions.FunctionArn}}right", "End": true } } } ] },
            "Wait": { "Type": "Wait", "Seconds": 1, "Next": "Last" },
            "Last": { "Type": "Task", "Resource": "{{Definitions.FunctionArn}}last", "ResultPath": "$.last", "End": true } } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_kill_after_any_commit_loses_no_execution_and_repeats_no_stored_result()
    {
        var moments = new List<string>();
        var calls = new ConcurrentQueue<string>();
        var expected = await RunAsync(
            _folder["whole"],
            calls,
            (machine, change) =>
            {
                // The writer is idle until this returns, so the files are what a kill would leave.
                var moment = _folder[$"moment-{moments.Count}"];
                Directory.CreateDirectory(moment);
                foreach (var file in Directory.EnumerateFiles(_folder["whole"]))
                {
                    File.Copy(file, Path.Combine(moment, Path.GetFileName(file)));
                }

                moments.Add(moment);
            }
        );
        Assert.Equal(ExecutionStatus.Succeeded, expected.Execution.Status);
        Assert.True(moments.Count > 8, $"only {moments.Count} commits");

        await Task.WhenAll(
            moments.Select(async moment =>
            {
                await using var machine = StatesMachine.Open(moment, functions: registry => Register(registry, []));
                var details = await machine.Service.WaitAsync(expected.Execution.Arn, TestContext.Current.CancellationToken);
                Assert.Equal(ExecutionStatus.Succeeded, details.Execution.Status);
                Assert.Equal(expected.Output, details.Output);
                var types = machine.EventTypes(details.Execution.Arn).ToList();
                Assert.Equal(1, types.Count(type => type == "ExecutionSucceeded"));
                Assert.Equal(5, types.Count(type => type == "LambdaFunctionSucceeded"));
            })
        );
    }

    [Fact]
    public async Task A_task_that_a_stop_interrupts_runs_again_after_the_start()
    {
        var entered = new TaskCompletionSource();
        string arn;
        await using (var machine = StatesMachine.Open(_folder.Path))
        {
            machine.Functions.Register(
                "first",
                async (_, _, cancellationToken) =>
                {
                    entered.SetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
                    return [];
                },
                TimeSpan.FromMinutes(10)
            );
            arn = (await machine.StartAsync(Definitions.Chain("first"))).Arn;
            await entered.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        await using var again = StatesMachine.Open(_folder.Path, functions: registry => Register(registry, []));
        var details = await again.Service.WaitAsync(arn, TestContext.Current.CancellationToken);
        Assert.Equal("""{"first":"first"}""", details.Output);
    }

    [Fact]
    public async Task A_task_that_is_invoked_again_has_its_whole_timeout_again()
    {
        var clock = new ManualTimeProvider();
        var calls = 0;
        var response = new TaskCompletionSource<byte[]>();
        string arn;
        await using (var machine = StatesMachine.Open(_folder.Path, clock, Hang))
        {
            arn = (await machine.StartAsync(Definitions.Task(Definitions.FunctionArn + "slow", "\"TimeoutSeconds\": 60,"))).Arn;
            await Condition.BecomesTrueAsync(() => Volatile.Read(ref calls) == 1);
        }

        clock.Advance(TimeSpan.FromMinutes(5));
        await using var again = StatesMachine.Open(_folder.Path, clock, Hang);
        await Condition.BecomesTrueAsync(() => Volatile.Read(ref calls) == 2);
        clock.Advance(TimeSpan.FromSeconds(59));
        response.SetResult("true"u8.ToArray());
        Assert.Equal(
            ExecutionStatus.Succeeded,
            (await again.Service.WaitAsync(arn, TestContext.Current.CancellationToken)).Execution.Status
        );

        void Hang(FunctionRegistry registry) =>
            registry.Register(
                "slow",
                (_, _, cancellationToken) =>
                {
                    Interlocked.Increment(ref calls);
                    return response.Task.WaitAsync(cancellationToken);
                },
                TimeSpan.FromMinutes(10)
            );
    }

    [Fact]
    public async Task A_restart_does_not_extend_a_wait()
    {
        var clock = new ManualTimeProvider();
        ExecutionRecord execution;
        await using (var machine = StatesMachine.Open(_folder.Path, clock))
        {
            execution = await machine.StartAsync(Definitions.Wait(60));
        }

        clock.Advance(TimeSpan.FromSeconds(45));
        await using var again = StatesMachine.Open(_folder.Path, clock);
        while (clock.PendingTimers == 0)
        {
            await Task.Yield();
        }

        clock.Advance(TimeSpan.FromSeconds(15));
        var details = await again.Service.WaitAsync(execution.Arn, TestContext.Current.CancellationToken);
        Assert.Equal(execution.StartDate.AddSeconds(60), details.Execution.StopDate);
    }

    [Fact]
    public async Task An_execution_whose_history_does_not_match_its_definition_fails_and_the_others_continue()
    {
        var clock = new ManualTimeProvider();
        ExecutionRecord broken,
            sound;
        await using (var machine = StatesMachine.Open(_folder.Path, clock))
        {
            broken = await machine.StartAsync(Definitions.Wait(60), name: "broken");
            await machine.Database.WriteAsync(session =>
                session.Execute("UPDATE state_machine_revisions SET definition = ?1", Definitions.Pass)
            );
            sound = await machine.StartAsync(Definitions.Wait(30), name: "sound");
        }

        await using var again = StatesMachine.Open(_folder.Path, clock);
        await Condition.BecomesTrueAsync(() => clock.PendingTimers > 0);
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(
            ExecutionStatus.Succeeded,
            (await again.Service.WaitAsync(sound.Arn, TestContext.Current.CancellationToken)).Execution.Status
        );
        var failed = await again.Service.WaitAsync(broken.Arn, TestContext.Current.CancellationToken);
        Assert.Equal((ExecutionStatus.Failed, "States.Runtime"), (failed.Execution.Status, failed.Execution.Error));
    }

    private static async Task<ExecutionDetails> RunAsync(
        string folder,
        ConcurrentQueue<string> calls,
        Action<StatesMachine, ExecutionChange> committed
    )
    {
        await using var machine = StatesMachine.Open(folder, functions: registry => Register(registry, calls));
        using var subscription = machine.Service.Changes.Subscribe(change => committed(machine, change));
        return await machine.RunAsync(Definition);
    }

    private static void Register(FunctionRegistry registry, ConcurrentQueue<string> calls)
    {
        foreach (var name in (string[])["first", "flaky", "left", "right", "last"])
        {
            registry.Register(
                name,
                (_, invocation, _) =>
                {
                    calls.Enqueue(name);
                    return name == "flaky" && calls.Count(call => call == name) <= 2
                        ? throw new FlakyException()
                        : Task.FromResult(Encoding.UTF8.GetBytes($"\"{name}\""));
                },
                TimeSpan.FromSeconds(30)
            );
        }
    }

    private sealed class FlakyException : Exception;
}
