using System.Collections.Concurrent;
using System.Text;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Rules;
using PromptToImage.AwsEmulator.Tests.Executions;

namespace PromptToImage.AwsEmulator.Tests.Rules;

/// <summary>A rule with a schedule. The clock begins at 2026-11-01 12:00 UTC.</summary>
public sealed class ScheduledRuleTests : IDisposable
{
    private static readonly RuleDefinition Daily = new()
    {
        Name = "daily",
        ScheduleExpression = "cron(5 0 * * ? *)",
        Targets =
        [
            new RuleTarget
            {
                Id = "function",
                Arn = RegisteredFunction.ArnFor("report"),
                InputTransformer = new InputTransformer(new Dictionary<string, string> { ["time"] = "$.time" }, "<time>"),
            },
        ],
    };

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly ConcurrentQueue<string> _reports = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_rule_invokes_its_target_once_a_day_at_its_time()
    {
        await using var machine = await OpenAsync();
        await PassAsync(new TimeSpan(12, 4, 59));
        Assert.Empty(_reports);
        await PassAsync(TimeSpan.FromSeconds(1));
        await Condition.BecomesTrueAsync(() => _reports.Count == 1);
        await PassAsync(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(["\"2026-11-02T00:05:00Z\""], _reports);
        await PassAsync(TimeSpan.FromSeconds(1));
        await Condition.BecomesTrueAsync(() => _reports.Count == 2);
        Assert.Equal("\"2026-11-03T00:05:00Z\"", _reports.Last());
    }

    [Fact]
    public async Task A_time_that_passes_while_no_process_runs_has_one_event_after_the_start()
    {
        await using (await OpenAsync()) { }

        _clock.Advance(TimeSpan.FromDays(3));
        await using (var machine = await OpenAsync())
        {
            await Condition.BecomesTrueAsync(() => !_reports.IsEmpty);
            await Condition.BecomesTrueAsync(() => machine.CountRows("asynchronous_invocations") == 0);
        }

        await using var again = await OpenAsync();
        await PassAsync(new TimeSpan(12, 5, 0));
        await Condition.BecomesTrueAsync(() => _reports.Count > 1);
        Assert.Equal(["\"2026-11-02T00:05:00Z\"", "\"2026-11-05T00:05:00Z\""], _reports);
    }

    [Fact]
    public async Task The_next_time_is_stored_together_with_the_event()
    {
        await using var machine = await OpenAsync();
        await machine.Database.WriteAsync(session =>
            session.Execute("CREATE TRIGGER full BEFORE INSERT ON event_deliveries BEGIN SELECT RAISE(ABORT, 'full'); END")
        );
        var next = Next(machine);
        await PassAsync(new TimeSpan(12, 5, 0));
        Assert.Equal(next, Next(machine));
        await machine.Database.WriteAsync(session => session.Execute("DROP TRIGGER full"));
        await PassAsync(TimeSpan.FromMinutes(1));
        await Condition.BecomesTrueAsync(() => Next(machine) > next);
    }

    [Fact]
    public async Task A_rule_that_is_disabled_or_gets_another_schedule_forgets_its_time()
    {
        await using (await OpenAsync()) { }

        _clock.Advance(TimeSpan.FromDays(1));
        await using var machine = await OpenAsync(isEnabled: false);
        Assert.Equal(0, machine.CountRows("rule_schedules"));
        await machine.Rules.PutAsync(Daily);
        var next = Next(machine);
        await machine.Rules.PutAsync(Daily with { ScheduleExpression = "cron(0 13 ? * * *)" });
        Assert.True(Next(machine) < next);
        await machine.Rules.DeleteAsync("daily");
        Assert.Equal(0, machine.CountRows("rule_schedules"));
        Assert.Empty(_reports);
    }

    [Theory]
    [InlineData("rate(1 day)")]
    [InlineData("cron(5 0 * * MON *)")]
    [InlineData("cron(0/5 * * * ? *)")]
    [InlineData("cron(60 0 * * ? *)")]
    [InlineData("cron(0 24 * * ? *)")]
    public async Task Another_schedule_is_rejected_by_name(string expression)
    {
        await using var machine = await OpenAsync();
        var error = await Assert.ThrowsAsync<AwsException>(() => machine.Rules.PutAsync(Daily with { ScheduleExpression = expression }));
        Assert.StartsWith($"The schedule {expression} is not offered", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_needs_a_pattern_or_a_schedule()
    {
        await using var machine = await OpenAsync();
        await Assert.ThrowsAsync<AwsException>(() => machine.Rules.PutAsync(Daily with { ScheduleExpression = null }));
    }

    private static long? Next(StatesMachine machine) =>
        machine.Database.Read(session => session.ScalarInt64("SELECT next FROM rule_schedules"));

    /// <summary>Lets time pass after the rules wait for it.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        await Condition.BecomesTrueAsync(() => _clock.PendingTimers == 1);
        _clock.Advance(time);
    }

    private async Task<StatesMachine> OpenAsync(bool isEnabled = true)
    {
        var machine = StatesMachine.Open(
            _folder.Path,
            _clock,
            functions =>
                functions.Register(
                    "report",
                    (payload, _, _) =>
                    {
                        _reports.Enqueue(Encoding.UTF8.GetString(payload.Span));
                        return Task.FromResult("{}"u8.ToArray());
                    },
                    TimeSpan.FromSeconds(10)
                )
        );
        await machine.Rules.PutAsync(Daily with { IsEnabled = isEnabled });
        return machine;
    }
}
