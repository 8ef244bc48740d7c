using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Tests.Executions;

public sealed class RunningExecutionTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Events_that_are_put_back_after_the_end_are_cancelled()
    {
        var machine = StateMachine.Parse("""{ "StartAt": "A", "States": { "A": { "Type": "Succeed" } } }""");
        var record = new ExecutionRecord
        {
            StateMachineName = "m",
            Name = "e",
            Status = ExecutionStatus.Running,
            StartDate = Now,
        };
        var start = new ExecutionStart
        {
            ExecutionArn = record.Arn,
            Name = record.Name,
            Input = JsonValue.Parse("{}"),
            StartTime = Now,
            StateMachineArn = record.StateMachineArn,
            StateMachineName = record.StateMachineName,
        };
        var done = new TaskCompletionSource<bool>();
        using var running = new RunningExecution(record, "{}", Execution.Create(machine, start), TimeProvider.System);
        running.Add(new PendingEvent(ExecutionEvent.Begin.Instance, done));
        var events = running.Take()!;
        running.Dispose();

        running.PutBack(events);

        Assert.True(done.Task.IsCanceled);
        Assert.Null(running.Take());
    }
}
