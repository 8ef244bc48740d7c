using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Tests.Executions;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Tests.Rules;

public sealed class ExecutionStatusRuleTests : IDisposable
{
    private const string TimesOut =
        """{ "StartAt": "Wait", "TimeoutSeconds": 5, "States": { "Wait": { "Type": "Wait", "Seconds": 60, "End": true } } }""";

    private const string Unhandled =
        """{ "StartAt": "Pass", "States": { "Pass": { "Type": "Pass", "InputPath": "$.nothing", "End": true } } }""";

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _reports = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_execution_that_timed_out_is_reported()
    {
        var clock = new ManualTimeProvider();
        await using var machine = StatesMachine.Open(_folder.Path, clock, Listen);
        var execution = await machine.StartAsync(TimesOut, """{"id":"one"}""");
        await Condition.BecomesTrueAsync(() => clock.PendingTimers > 1);
        clock.Advance(TimeSpan.FromSeconds(5));
        await Condition.BecomesTrueAsync(() => !_reports.IsEmpty);
        using var report = JsonDocument.Parse(Assert.Single(_reports));
        var members = report.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString());
        Assert.Equal(["outcome", "executionArn", "status", "error", "cause", "input"], members.Keys);
        Assert.Equal(("unhandled", execution.Arn, "TIMED_OUT"), (members["outcome"], members["executionArn"], members["status"]));
        Assert.Equal("""{"id":"one"}""", members["input"]);
    }

    [Fact]
    public async Task A_runtime_error_that_nothing_can_catch_is_reported()
    {
        await using var machine = StatesMachine.Open(_folder.Path, functions: Listen);
        var details = await machine.RunAsync(Unhandled);
        Assert.Equal((ExecutionStatus.Failed, "States.Runtime"), (details.Execution.Status, details.Execution.Error));
        await Condition.BecomesTrueAsync(() => !_reports.IsEmpty);
        Assert.Contains("\"status\":\"FAILED\",\"error\":\"States.Runtime\"", Assert.Single(_reports), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "StartAt": "F", "States": { "F": { "Type": "Fail", "Error": "PromptFailed" } } }""")]
    [InlineData(Definitions.Pass)]
    public async Task Other_ends_are_not_reported(string definition)
    {
        await using var machine = StatesMachine.Open(_folder.Path, functions: Listen);
        await machine.RunAsync(definition);
        Assert.Equal(0, machine.Database.Read(session => session.ScalarInt64("SELECT COUNT(*) FROM status_events")));
        Assert.Empty(_reports);
    }

    [Fact]
    public async Task A_stopped_execution_is_left_alone()
    {
        await using var machine = StatesMachine.Open(_folder.Path, functions: Listen);
        var execution = await machine.StartAsync(Definitions.Wait(60));
        await machine.Service.StopAsync(execution.Arn);
        Assert.Equal(0, machine.Database.Read(session => session.ScalarInt64("SELECT COUNT(*) FROM status_events")));
    }

    [Fact]
    public async Task A_failed_invocation_is_retried_after_one_and_after_two_minutes()
    {
        var clock = new ManualTimeProvider();
        var calls = 0;
        await using var machine = StatesMachine.Open(
            _folder.Path,
            clock,
            functions =>
                functions.Register(
                    StatesMachine.NotifyFunction,
                    (payload, _, _) =>
                        Interlocked.Increment(ref calls) < 3 ? throw new InvalidOperationException("not now") : Take(payload),
                    TimeSpan.FromSeconds(10)
                )
        );
        await machine.RunAsync(Unhandled);
        for (var attempt = 1; attempt < 3; attempt++)
        {
            // The only timer now is that of the next attempt.
            var failures = attempt;
            await Condition.BecomesTrueAsync(() => Attempts(machine) == failures && clock.PendingTimers == 1);
            clock.Advance(TimeSpan.FromMinutes(attempt));
        }

        await Condition.BecomesTrueAsync(() => !_reports.IsEmpty);
        await Condition.BecomesTrueAsync(() =>
            machine.Database.Read(session => session.ScalarInt64("SELECT COUNT(*) FROM status_events")) == 0
        );
    }

    [Fact]
    public async Task After_three_failures_a_record_goes_to_the_on_failure_destination()
    {
        var clock = new ManualTimeProvider();
        await using var machine = StatesMachine.Open(
            _folder.Path,
            clock,
            functions =>
                functions.Register(
                    StatesMachine.NotifyFunction,
                    (_, _, _) => throw new InvalidOperationException("not now"),
                    TimeSpan.FromSeconds(10)
                )
        );
        await machine.Queues.ProvisionAsync(StatesMachine.OnFailureQueue, new Dictionary<string, string>());
        await machine.RunAsync(Unhandled);
        for (var attempt = 1; attempt < 3; attempt++)
        {
            var failures = attempt;
            await Condition.BecomesTrueAsync(() => Attempts(machine) == failures && clock.PendingTimers == 1);
            clock.Advance(TimeSpan.FromMinutes(attempt));
        }

        await Condition.BecomesTrueAsync(() => machine.Queues.Count(StatesMachine.OnFailureQueue).Total == 1);
        Assert.Equal(0, machine.Database.Read(session => session.ScalarInt64("SELECT COUNT(*) FROM status_events")));
        using var record = JsonDocument.Parse(Assert.Single(machine.Queues.Browse(StatesMachine.OnFailureQueue, 1)).Body);
        var context = record.RootElement.GetProperty("requestContext");
        Assert.Equal("RetriesExhausted", context.GetProperty("condition").GetString());
        Assert.Equal(3, context.GetProperty("approximateInvokeCount").GetInt32());
        Assert.Equal("FAILED", record.RootElement.GetProperty("requestPayload").GetProperty("status").GetString());
        Assert.Equal("not now", record.RootElement.GetProperty("responsePayload").GetProperty("errorMessage").GetString());
    }

    [Fact]
    public async Task A_report_that_was_not_delivered_before_the_end_is_delivered_after_the_start()
    {
        // No such function yet: nothing can be delivered.
        await using (var machine = StatesMachine.Open(_folder.Path))
        {
            await machine.RunAsync(Unhandled);
        }

        var clock = new ManualTimeProvider();
        clock.Advance(TimeSpan.FromDays(365));
        await using var again = StatesMachine.Open(_folder.Path, clock, Listen);
        await Condition.BecomesTrueAsync(() => !_reports.IsEmpty);
    }

    private static long? Attempts(StatesMachine machine) =>
        machine.Database.Read(session => session.ScalarInt64("SELECT attempts FROM status_events"));

    private void Listen(FunctionRegistry functions) =>
        functions.Register(StatesMachine.NotifyFunction, (payload, _, _) => Take(payload), TimeSpan.FromSeconds(10));

    private Task<byte[]> Take(ReadOnlyMemory<byte> payload)
    {
        _reports.Enqueue(Encoding.UTF8.GetString(payload.Span));
        return Task.FromResult("{}"u8.ToArray());
    }
}
