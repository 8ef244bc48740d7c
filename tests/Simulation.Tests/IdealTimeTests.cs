using PromptToImage.Contracts.Values;

namespace PromptToImage.Simulation.Tests;

/// <summary>The model takes 10 s, the other tasks nothing, and one prompt can be done at a time.</summary>
public sealed class IdealTimeTests
{
    private static readonly SimulationOptions Options = new()
    {
        ModelQuotaPerMinute = null,
        MaxConcurrentExecutions = 1,
        ModelLatency = DurationRange.Always(TimeSpan.FromSeconds(10)),
        FunctionLatency = DurationRange.Zero,
    };

    [Fact]
    public void Prompts_sent_at_once_take_as_long_as_the_concurrency_limit_makes_them() =>
        Assert.Equal((30, Bottleneck.Concurrency), Find(Options, 0, 0, 0));

    [Fact]
    public void One_prompt_takes_its_own_time_whatever_may_run_at_once() =>
        Assert.Equal((10, Bottleneck.Arrival), Find(Options with { MaxConcurrentExecutions = 10 }, 0));

    [Fact]
    public void A_prompt_is_not_done_before_it_is_sent_and_its_own_tasks_have_run() =>
        Assert.Equal((110, Bottleneck.Arrival), Find(Options, 0, 100));

    [Fact]
    public void The_quota_admits_the_calls_of_ten_seconds_at_once() =>
        Assert.Equal((30, Bottleneck.ModelQuota), Find(Options with { MaxConcurrentExecutions = 10, ModelQuotaPerMinute = 6 }, 0, 0, 0));

    [Fact]
    public void In_an_outage_no_request_begins_but_one_that_began_before_it_ends()
    {
        var outage = Options with { Outages = [Outage.Parse("5s+1h")] };
        Assert.Equal((10, Bottleneck.Arrival), Find(outage, 0));
        Assert.Equal((3615, Bottleneck.Arrival), Find(outage, 0, 7));
        Assert.Equal((3620, Bottleneck.Concurrency), Find(outage, 0, 7, 7));
    }

    [Fact]
    public void The_time_that_two_outages_share_counts_once() =>
        Assert.Equal(
            (180, Bottleneck.ModelQuota),
            Find(
                Options with
                {
                    MaxConcurrentExecutions = 100,
                    ModelQuotaPerMinute = 6,
                    Outages = [Outage.Parse("30s+30s"), Outage.Parse("10s+60s")],
                },
                [.. Enumerable.Repeat(0.0, 14)]
            )
        );

    private static (double Seconds, Bottleneck Bottleneck) Find(SimulationOptions options, params IReadOnlyList<double> sentAt)
    {
        var ideal = new IdealTime(options);
        foreach (var at in sentAt)
        {
            var service = new ServiceTime();
            service.AddModel(options.ModelLatency.Longest);
            ideal.Add(TimeSpan.FromSeconds(at), service);
        }

        var (time, bottleneck) = ideal.Find(sentAt.Count);
        return (time.TotalSeconds, bottleneck);
    }
}
