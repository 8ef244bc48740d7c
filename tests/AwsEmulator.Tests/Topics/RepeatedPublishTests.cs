using System.Globalization;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Rules;
using PromptToImage.AwsEmulator.Tests.Executions;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Tests.Topics;

/// <summary>A function can be invoked several times for one notification. The e-mail is sent once.</summary>
public sealed class RepeatedPublishTests : IDisposable
{
    private const string Definition = $$"""
        { "StartAt": "Tell", "States": {
            "Tell": { "Type": "Task", "Resource": "{{Definitions.FunctionArn}}tell", "Next": "Tell again",
              "Retry": [ { "ErrorEquals": ["InvalidOperationException"], "IntervalSeconds": 1 } ] },
            "Tell again": { "Type": "Task", "Resource": "{{Definitions.FunctionArn}}tell", "End": true } } }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private int _calls;

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_function_that_is_invoked_again_after_a_kill_sends_no_second_email()
    {
        var told = new TaskCompletionSource();
        string execution;
        await using (
            var emulator = await StartAsync(afterTelling: async cancellationToken =>
            {
                told.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            })
        )
        {
            execution = await RunAsync(emulator, "one");
            await told.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        await using var again = await StartAsync(afterTelling: _ => Task.CompletedTask);
        await EndAsync(again, execution);
        Assert.Equal(3, _calls);
        Assert.Equal(["call 3", "call 1"], Bodies(again));
    }

    [Fact]
    public async Task A_retry_sends_no_second_email()
    {
        await using var emulator = await StartAsync(afterTelling: _ =>
            _calls == 1 ? throw new InvalidOperationException() : Task.CompletedTask
        );
        await EndAsync(emulator, await RunAsync(emulator, "one"));
        Assert.Equal(3, _calls);
        Assert.Equal(["call 3", "call 1"], Bodies(emulator));
    }

    [Fact]
    public async Task A_function_that_a_rule_invokes_again_after_a_kill_sends_no_second_email()
    {
        var told = new TaskCompletionSource();
        await using (
            var emulator = await StartAsync(afterTelling: async cancellationToken =>
            {
                told.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            })
        )
        {
            await emulator.Rules.PutAsync(
                new RuleDefinition
                {
                    Name = "ends",
                    EventPattern = """{ "detail": { "status": ["SUCCEEDED"] } }""",
                    Targets = [new RuleTarget { Id = "function", Arn = RegisteredFunction.ArnFor("tell") }],
                }
            );
            await emulator.ResumeAsync();
            var machine = await emulator.Executions.StateMachines.DeployAsync("machine", Definitions.Pass, StatesMachine.RoleArn);
            await emulator.Executions.StartAsync(machine.Arn, "one", "{}");
            await told.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        var toldAgain = new TaskCompletionSource();
        await using var again = await StartAsync(afterTelling: _ =>
        {
            toldAgain.TrySetResult();
            return Task.CompletedTask;
        });
        await again.ResumeAsync();
        await toldAgain.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["call 1"], Bodies(again));
    }

    [Fact]
    public async Task Another_state_execution_or_caller_sends_its_own_email()
    {
        await using var emulator = await StartAsync(afterTelling: _ => Task.CompletedTask);
        await EndAsync(emulator, await RunAsync(emulator, "one"));
        await EndAsync(emulator, await RunAsync(emulator, "two"));
        await emulator.Functions.InvokeAsync("tell", default, TestContext.Current.CancellationToken);
        await emulator.Functions.InvokeAsync("tell", default, TestContext.Current.CancellationToken);
        Assert.Equal(6, Bodies(emulator).Count);
    }

    private static async Task<string> RunAsync(Emulator emulator, string name)
    {
        var machine = await emulator.Executions.StateMachines.DeployAsync("machine", Definition, StatesMachine.RoleArn);
        return (await emulator.Executions.StartAsync(machine.Arn, name, "{}")).Arn;
    }

    private static async Task EndAsync(Emulator emulator, string execution)
    {
        var details = await emulator.Executions.WaitAsync(execution, TestContext.Current.CancellationToken);
        Assert.Equal(ExecutionStatus.Succeeded, details.Execution.Status);
    }

    private static IReadOnlyList<string> Bodies(Emulator emulator) => [.. emulator.Mailbox.List(10).Select(mail => mail.Content.Body)];

    private async Task<Emulator> StartAsync(Func<CancellationToken, Task> afterTelling)
    {
        var emulator = await Emulator.StartAsync(
            new EmulatorOptions { DataFolder = _folder.Path, Port = 0 },
            TestContext.Current.CancellationToken
        );
        var topic = await emulator.Topics.CreateAsync("topic");
        await emulator.Topics.SubscribeAsync(topic, "email", "you@localhost");
        emulator.Functions.Register(
            "tell",
            async (_, _, cancellationToken) =>
            {
                using var form = new FormUrlEncodedContent(
                    new Dictionary<string, string>
                    {
                        ["Action"] = "Publish",
                        ["Version"] = "2010-03-31",
                        ["TopicArn"] = topic,
                        ["Subject"] = "It is done",
                        ["Message"] = string.Create(CultureInfo.InvariantCulture, $"call {++_calls}"),
                    }
                );
                using var response = await _http.PostAsync(emulator.Endpoint, form, cancellationToken);
                response.EnsureSuccessStatusCode();
                await afterTelling(cancellationToken);
                return "{}"u8.ToArray();
            },
            TimeSpan.FromSeconds(30)
        );
        emulator.Executions.Start();
        return emulator;
    }
}
