using PromptToImage.Contracts.Values;

namespace PromptToImage.Simulation.Tests;

/// <summary>The promises of the flow control and of the state machine, held in virtual time.</summary>
public sealed class SimulatorTests
{
    private static readonly string Definition = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "statemachine", "prompt-to-image.asl.json")
    );

    // Ten executions of 4 to 9 seconds and some tenths just reach it.
    private const int QuotaThatTenExecutionsReach = 86;

    [Fact]
    public void A_burst_of_ten_thousand_drains_within_a_tenth_of_the_ideal()
    {
        var report = Run(new SimulationOptions { Prompts = 10_000, ModelQuotaPerMinute = QuotaThatTenExecutionsReach });
        Assert.Equal(10_000, report.Images);
        Assert.InRange(report.DrainSeconds, report.IdealSeconds, 1.1 * report.IdealSeconds);
        Assert.InRange(report.ReceivesPerMessage.P50, 1, 5);
        Assert.InRange(report.ReceivesPerMessage.P99, 1, 50);
        Assert.Equal(10, report.PeakExecutions);
    }

    [Theory]
    [InlineData(14_400, 10)]
    [InlineData(1_440, 1)]
    public void A_day_of_throttling_dead_letters_nothing(int prompts, int quotaPerMinute)
    {
        var report = Run(new SimulationOptions { Prompts = prompts, ModelQuotaPerMinute = quotaPerMinute });
        Assert.Equal(prompts, report.Images);
        Assert.True(report.DrainSeconds > TimeSpan.FromHours(23).TotalSeconds);
        Assert.True(report.Throttles > prompts);
    }

    [Fact]
    public void What_the_filter_blocks_becomes_dead_letters_and_the_rest_images()
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
        Assert.Equal(500, report.Images + report.DeadLetterCount);
        Assert.InRange(report.DeadLetterCount, 0, 5);
    }

    [Fact]
    public void The_alarm_goes_off_while_prompts_wait_too_long_and_is_over_in_the_end()
    {
        var report = Run(new SimulationOptions { Prompts = 500 });
        var alarm = Assert.Single(report.AlarmPeriods);
        Assert.InRange(alarm.From, 120, 240);
        Assert.InRange(alarm.To, alarm.From + 60, report.DrainSeconds + 60);
    }

    [Fact]
    public void What_cannot_be_drained_in_the_seven_days_that_the_queue_keeps_a_message_is_reported_as_lost()
    {
        // One request a minute is 10,080 in seven days.
        var report = Run(new SimulationOptions { Prompts = 12_000, ModelQuotaPerMinute = 1 });
        Assert.Equal(12_000, report.Images + report.Expired);
        Assert.InRange(report.Images, 9_000, 10_100);
        Assert.Contains("lost: the queue keeps a message for 7 days", ReportText.Write(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_stream_is_never_deferred()
    {
        var report = Run(new SimulationOptions { Prompts = 300, Arrival = Arrival.Parse("30/min") });
        Assert.Equal(1, report.ReceivesPerMessage.Max);
        Assert.Empty(report.AlarmPeriods);
    }

    [Fact]
    public void An_equal_seed_gives_an_equal_report_and_another_seed_another()
    {
        var options = new SimulationOptions { Prompts = 300, ModelErrorRate = new Percentage(0.1) };
        Assert.Equal(ReportJson.Write(Run(options)), ReportJson.Write(Run(options)));
        Assert.NotEqual(Run(options).DrainSeconds, Run(options with { Seed = 2 }).DrainSeconds);
    }

    private static SimulationReport Run(SimulationOptions options) =>
        new Simulator(Definition, options).Run((_, _) => { }, TestContext.Current.CancellationToken);
}
