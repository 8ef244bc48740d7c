using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Tests.Executions;

public sealed class TaskTokenTests : IAsyncLifetime
{
    private const string Definition = """
        { "StartAt": "Ask", "States": { "Ask": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "HeartbeatSeconds": 60,
          "Parameters": { "FunctionName": "ask", "Payload": { "token.$": "$$.Task.Token" } }, "End": true } } }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _tokens = [];
    private readonly ManualTimeProvider _clock = new();
    private StatesMachine _machine = null!;

    public ValueTask InitializeAsync()
    {
        _machine = Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _machine.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Success_ends_the_task_with_its_output()
    {
        var token = await AskAsync();
        await _machine.Service.SendTaskSuccessAsync(token, """{"approved":true}""");
        var details = await _machine.Service.WaitAsync(Arn, TestContext.Current.CancellationToken);
        Assert.Equal("""{"approved":true}""", details.Output);
        Assert.Equal(
            ["TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded"],
            _machine
                .EventTypes(Arn)
                .Where(type => type.StartsWith("Task", StringComparison.Ordinal) && !type.Contains("State", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Failure_fails_the_task()
    {
        var token = await AskAsync();
        await _machine.Service.SendTaskFailureAsync(token, "Rejected", "by hand");
        var details = await _machine.Service.WaitAsync(Arn, TestContext.Current.CancellationToken);
        Assert.Equal((ExecutionStatus.Failed, "Rejected", "by hand"), (details.Execution.Status, details.Execution.Error, details.Cause));
    }

    [Fact]
    public async Task A_heartbeat_extends_the_task_and_a_missing_heartbeat_ends_it()
    {
        var token = await AskAsync();
        _clock.Advance(TimeSpan.FromSeconds(50));
        await _machine.Service.SendTaskHeartbeatAsync(token);
        _clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(ExecutionStatus.Running, _machine.Service.Describe(Arn).Execution.Status);
        _clock.Advance(TimeSpan.FromSeconds(10));
        var details = await _machine.Service.WaitAsync(Arn, TestContext.Current.CancellationToken);
        Assert.Equal(ExecutionStatus.Failed, details.Execution.Status);
        Assert.Contains("TaskTimedOut", _machine.EventTypes(Arn));
    }

    [Fact]
    public async Task A_token_survives_a_restart()
    {
        var token = await AskAsync();
        await _machine.DisposeAsync();
        _machine = Open();
        await _machine.Service.SendTaskSuccessAsync(token, "1");
        Assert.Equal("1", (await _machine.Service.WaitAsync(Arn, TestContext.Current.CancellationToken)).Output);
        Assert.Single(_tokens);
    }

    [Fact]
    public async Task A_token_of_a_finished_task_is_TaskTimedOut()
    {
        var token = await AskAsync();
        await _machine.Service.SendTaskSuccessAsync(token, "1");
        var late = await Assert.ThrowsAsync<AwsException>(() => _machine.Service.SendTaskSuccessAsync(token, "2"));
        Assert.Equal(("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'"), (late.Code, late.Message));
    }

    [Fact]
    public async Task An_invalid_token_or_output_is_rejected()
    {
        Assert.Equal(
            "InvalidToken",
            (await Assert.ThrowsAsync<AwsException>(() => _machine.Service.SendTaskHeartbeatAsync("no token"))).Code
        );
        var token = await AskAsync();
        Assert.Equal(
            "InvalidOutput",
            (await Assert.ThrowsAsync<AwsException>(() => _machine.Service.SendTaskSuccessAsync(token, "{"))).Code
        );
    }

    private static string Arn => PromptToImage.AwsEmulator.Executions.StatesArn.ForExecution("machine", "one");

    private StatesMachine Open() =>
        StatesMachine.Open(
            _folder.Path,
            _clock,
            functions =>
                functions.Register(
                    "ask",
                    (payload, _, _) =>
                    {
                        using var request = JsonDocument.Parse(payload);
                        _tokens.Enqueue(request.RootElement.GetProperty("token").GetString()!);
                        return Task.FromResult(Encoding.UTF8.GetBytes("null"));
                    },
                    TimeSpan.FromSeconds(10)
                )
        );

    private async Task<string> AskAsync()
    {
        await _machine.StartAsync(Definition);
        await Condition.BecomesTrueAsync(() => _machine.EventTypes(Arn).Contains("TaskSubmitted"));
        return Assert.Single(_tokens);
    }
}
