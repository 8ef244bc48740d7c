using PromptToImage.Contracts.Flow;
using PromptToImage.Contracts.Values;
using PromptToImage.Simulation.Reports;

namespace PromptToImage.Simulation.Tests;

/// <summary>Checks in virtual time what the flow control and the state machine guarantee.</summary>
public sealed class SimulatorTests
{
    private static readonly string Definition = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "statemachine", "prompt-to-image.asl.json")
    );

    [Fact]
    public void Ten_thousand_prompts_at_once_drain_at_the_pace_of_the_models_quota()
    {
        var report = Run(new SimulationOptions { Prompts = 10_000, FilterRate = new Percentage(0.01) });
        Assert.InRange(report.DrainSeconds, report.IdealSeconds, 1.02 * report.IdealSeconds);
        Assert.Equal(1, report.ReceivesPerMessage.P50);
        Assert.InRange(report.ReceivesPerMessage.P99!.Value, 1, 2);
        Assert.Equal(["ContentFilteredException"], report.DeadLetters.Keys);
        Assert.Equal(10_000, report.Images + report.DeadLetterCount);
        AssertAlarmWhilePromptsWait(report);
    }

    [Theory]
    [InlineData(2_000, 10)]
    [InlineData(10_000, 100)]
    public void With_consistent_lists_a_burst_drains_within_fifteen_percent_of_the_ideal_and_never_exceeds_the_limit_by_more_than_one(
        int prompts,
        int concurrency
    )
    {
        var report = Run(Unlimited(prompts, concurrency) with { ListDelay = DurationRange.Zero });
        Assert.InRange(report.DrainSeconds, report.IdealSeconds, 1.15 * report.IdealSeconds);
        Assert.InRange(report.WorstOvershoot, 0, FlowNumbers.StartConcurrency - 1);
        Assert.InRange(report.MostListCallsPerSecond, 1, FlowNumbers.StartConcurrency);
        Assert.Equal(prompts, report.Images);
    }

    [Theory]
    [InlineData(2_000, 10)]
    [InlineData(10_000, 100)]
    public void With_lists_up_to_two_seconds_old_a_burst_drains_within_a_quarter_of_the_ideal_and_exceeds_the_limit_for_seconds(
        int prompts,
        int concurrency
    )
    {
        var report = Run(Unlimited(prompts, concurrency));
        Assert.InRange(report.DrainSeconds, report.IdealSeconds, 1.25 * report.IdealSeconds);
        Assert.InRange(report.OvershootSeconds, 0, 10);
        Assert.InRange(report.MostListCallsPerSecond, 1, FlowNumbers.StartConcurrency);
        Assert.Equal(prompts, report.Images);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(10_000)]
    public void An_outage_of_the_model_of_two_hours_costs_no_prompt_and_the_alarm_rings_until_no_prompt_waits(int backlog)
    {
        var report = Run(
            new SimulationOptions
            {
                Prompts = 10 + backlog,
                MaxConcurrentExecutions = 10,
                ListDelay = DurationRange.Zero,
                Outages = [new Outage(TimeSpan.Zero, TimeSpan.FromHours(2))],
            }
        );
        Assert.Equal(10 + backlog, report.Images);
        Assert.True(report.DrainSeconds > TimeSpan.FromHours(2).TotalSeconds);
        AssertAlarmWhilePromptsWait(report);
    }

    [Fact]
    public void A_slow_model_with_a_limit_of_one_and_four_prompts_that_wait_raises_the_alarm_until_the_last_prompt_is_started()
    {
        // Both environments start a prompt at once, which is one more than the limit.
        var report = Run(
            new SimulationOptions
            {
                Prompts = 6,
                MaxConcurrentExecutions = 1,
                ModelLatency = DurationRange.Always(TimeSpan.FromSeconds(100)),
                ListDelay = DurationRange.Zero,
            }
        );
        Assert.Equal(6, report.Images);
        AssertAlarmWhilePromptsWait(report);
    }

    [Fact]
    public void A_prompt_that_waits_for_a_week_is_not_moved_to_the_dead_letter_queue_and_the_alarm_rings_all_the_time()
    {
        // Two executions wait for the end of the outage, with retries of their own that last as long.
        var definition = Definition
            .Replace("\"TimeoutSeconds\": 86400", "\"TimeoutSeconds\": 6048000", StringComparison.Ordinal)
            .Replace("\"MaxDelaySeconds\": 60", "\"MaxDelaySeconds\": 3600", StringComparison.Ordinal);
        var report = Run(
            new SimulationOptions
            {
                Prompts = 3,
                MaxConcurrentExecutions = 1,
                Outages = [new Outage(TimeSpan.Zero, FlowNumbers.QueueRetention - TimeSpan.FromHours(4))],
                ListDelay = DurationRange.Zero,
            },
            definition
        );
        Assert.Equal(3, report.Images);
        Assert.InRange(report.ReceivesPerMessage.Max!.Value, FlowNumbers.ReceivesGivenBackAtOnce, 740);
        AssertAlarmWhilePromptsWait(report);
    }

    [Theory]
    [InlineData(14_400, 10)]
    [InlineData(1_440, 1)]
    public void A_day_of_throttling_costs_no_prompt(int prompts, int quotaPerMinute)
    {
        var report = Run(new SimulationOptions { Prompts = prompts, ModelQuotaPerMinute = quotaPerMinute });
        Assert.Equal(prompts, report.Images);
        Assert.True(report.DrainSeconds > TimeSpan.FromHours(23).TotalSeconds);
        Assert.True(report.Throttles > prompts);
    }

    [Fact]
    public void Filtered_prompts_become_dead_letters_and_all_others_images()
    {
        var report = Run(
            new SimulationOptions
            {
                Prompts = 2_000,
                FilterRate = new Percentage(0.1),
                ModelQuotaPerMinute = 600,
            }
        );
        Assert.Equal(["ContentFilteredException"], report.DeadLetters.Keys);
        Assert.Equal(2_000, report.Images + report.DeadLetterCount);
        Assert.InRange(report.DeadLetterCount, 150, 250);
    }

    [Fact]
    public void Server_errors_are_retried()
    {
        var report = Run(
            new SimulationOptions
            {
                Prompts = 500,
                ModelErrorRate = new Percentage(0.2),
                ModelQuotaPerMinute = 600,
            }
        );
        Assert.True(report.Retries > 50);
        Assert.Equal(500, report.Images);
    }

    [Fact]
    public void Prompts_that_wait_longer_than_the_queue_keeps_a_message_are_reported_as_lost()
    {
        // One request per minute is 10,080 in seven days.
        var report = Run(new SimulationOptions { Prompts = 12_000, ModelQuotaPerMinute = 1 });
        Assert.Equal(12_000, report.Images + report.Expired);
        Assert.InRange(report.Images, 9_000, 10_100);
        Assert.Contains(
            RunFigures.Of(report),
            figure => figure.Text.EndsWith("(lost: the queue keeps a message for 7 days)", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void In_a_slow_stream_no_prompt_waits()
    {
        var report = Run(new SimulationOptions { Prompts = 300, Arrival = Arrival.Parse("30/min") });
        Assert.Equal(1, report.ReceivesPerMessage.Max);
        Assert.Equal(0, report.OrderInversions);
        Assert.Null(report.FirstWaitSeconds);
        Assert.Empty(report.AlarmPeriods);
    }

    [Fact]
    public void An_equal_seed_gives_an_equal_report_and_another_seed_another_one()
    {
        var options = new SimulationOptions { Prompts = 300, ModelErrorRate = new Percentage(0.1) };
        Assert.Equivalent(Run(options), Run(options), strict: true);
        Assert.NotEqual(Run(options).DrainSeconds, Run(options with { Seed = 2 }).DrainSeconds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_ideal_of_a_few_prompts_is_not_shorter_than_the_service_time_of_one(int prompts)
    {
        var report = Run(Unlimited(prompts, concurrency: 10));
        Assert.InRange(report.IdealSeconds, report.ServiceSeconds.Max!.Value, report.DrainSeconds);
    }

    [Theory]
    [InlineData(50, "10s+30min")]
    [InlineData(500, "0:05+20min", "0:30+10min")]
    public void The_ideal_with_outages_of_the_model_is_near_the_result_and_never_longer(int prompts, params string[] outages)
    {
        var report = Run(
            new SimulationOptions
            {
                Prompts = prompts,
                ListDelay = DurationRange.Zero,
                Outages = [.. outages.Select(Outage.Parse)],
            }
        );
        Assert.InRange(report.DrainSeconds, report.IdealSeconds, 1.2 * report.IdealSeconds);
    }

    [Fact]
    public void Without_an_image_there_is_no_time_from_sent_to_stored()
    {
        var report = Run(new SimulationOptions { Prompts = 3, FilterRate = new Percentage(1) });
        Assert.Equal(new Percentiles(null, null, null, null), report.SendToStoredSeconds);
        Assert.Contains(("sent to stored", "p50 -, p95 -, p99 -, max -"), RunFigures.Of(report));
    }

    [Fact]
    public void Prompts_that_are_sent_over_more_than_a_year_are_an_error() =>
        Assert.Equal(
            "The last of 10,000 prompts would be sent after 4,166 days; a simulation can send prompts for 366 days",
            Assert.Throws<FormatException>(new SimulationOptions { Arrival = Arrival.Parse("0.1/h") }.Check).Message
        );

    /// <summary>One ALARM, from two to four minutes after the first wait until the last prompt is started.</summary>
    private static void AssertAlarmWhilePromptsWait(SimulationReport report)
    {
        var alarm = Assert.Single(report.AlarmPeriods);
        Assert.InRange(alarm.From - report.FirstWaitSeconds!.Value, 120, 240);
        Assert.InRange(alarm.To - report.LastStartSeconds, 0, 120);
    }

    private static SimulationOptions Unlimited(int prompts, int concurrency) =>
        new()
        {
            Prompts = prompts,
            ModelQuotaPerMinute = null,
            MaxConcurrentExecutions = concurrency,
        };

    private static SimulationReport Run(SimulationOptions options, string? definition = null) =>
        new Simulator(definition ?? Definition, options).Run((_, _) => { }, TestContext.Current.CancellationToken);
}
