using PromptToImage.Contracts.Flow;

namespace PromptToImage.Contracts.Tests.Flow;

public sealed class FlowControlTests
{
    [Theory]
    [InlineData(10, 0, 10)]
    [InlineData(10, 7, 3)]
    [InlineData(10, 10, 0)]
    [InlineData(10, 12, 0)]
    [InlineData(4, 0, 4)]
    public void It_starts_what_there_is_room_for(int batch, int running, int started)
    {
        var decision = FlowControl.Decide(Observation(batch, running, TimeSpan.FromSeconds(5), 100), new Random(1));
        Assert.Equal(started, decision.Start);
        Assert.Equal(batch - started, decision.Delays.Count);
    }

    [Fact]
    public void Delays_grow_with_the_backlog_and_with_how_long_prompts_take()
    {
        var few = MeanDelay(100, TimeSpan.FromSeconds(5));
        var many = MeanDelay(10_000, TimeSpan.FromSeconds(5));
        var slow = MeanDelay(10_000, TimeSpan.FromSeconds(50));
        Assert.InRange(many / few, 50, 150);
        Assert.InRange(slow / many, 5, 12);
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(100, 6)]
    [InlineData(1_000, 6)]
    public void After_an_outage_the_backlog_is_back_within_about_the_time_that_the_outage_lasted(int backlog, int hours)
    {
        var outage = TimeSpan.FromHours(hours);
        var decision = FlowControl.Decide(Observation(backlog, 10, outage, backlog), new Random(1));
        Assert.All(decision.Delays, delay => Assert.InRange(delay!.Value, TimeSpan.Zero, outage));
    }

    [Fact]
    public void In_an_outage_messages_return_ever_more_rarely()
    {
        var soon = MeanDelay(100, TimeSpan.FromMinutes(30));
        var late = MeanDelay(100, TimeSpan.FromHours(6));
        Assert.InRange(late / soon, 8, 14);
    }

    [Fact]
    public void Delays_are_whole_seconds_spread_over_their_time_and_within_what_a_queue_allows()
    {
        var decision = FlowControl.Decide(Observation(1_000, 10, TimeSpan.FromHours(1), 10_000_000), new Random(1));
        Assert.All(
            decision.Delays,
            delay =>
            {
                Assert.InRange(delay!.Value, FlowControl.ShortestDelay, FlowControl.LongestDelay);
                Assert.Equal(0, delay.Value.Ticks % TimeSpan.TicksPerSecond);
            }
        );
        Assert.InRange(decision.Delays.Average(delay => delay!.Value.TotalHours), 5, 7);
        Assert.True(FlowControl.LongestDelay < TimeSpan.FromHours(12));
    }

    [Fact]
    public void A_message_that_just_missed_its_place_is_back_within_seconds()
    {
        var decision = FlowControl.Decide(Observation(1, 10, TimeSpan.FromSeconds(3), 1), new Random(1));
        Assert.InRange(decision.Delays[0]!.Value.TotalSeconds, 1, 3);
    }

    [Fact]
    public void Without_a_count_of_the_backlog_the_rest_comes_back_at_the_queues_own_timeout()
    {
        var observation = Observation(10, 7, TimeSpan.FromSeconds(5), null);
        var decision = FlowControl.Decide(observation, new Random(1));
        Assert.Equal(3, decision.Start);
        Assert.All(decision.Delays, delay => Assert.Null(delay));
    }

    [Fact]
    public void Equal_chance_gives_equal_decisions()
    {
        var observation = Observation(10, 10, TimeSpan.FromSeconds(5), 5_000);
        Assert.Equal(FlowControl.Decide(observation, new Random(7)).Delays, FlowControl.Decide(observation, new Random(7)).Delays);
    }

    /// <summary>
    /// The queue, the mapping and the executions in virtual time, as simple as can be; the simulator does it in earnest.
    /// </summary>
    [Theory]
    [InlineData(10_000, 10, 5, 10, 1.1, 5, 50)]
    [InlineData(10_000, 10, 60, 140, 1.1, 5, 50)]
    [InlineData(10_000, 50, 5, 10, 1.1, 5, 50)]
    [InlineData(2_000, 1, 5, 10, 1.2, 10, 60)]
    public void A_burst_drains_in_about_the_time_that_the_limit_allows(
        int prompts,
        int limit,
        int shortest,
        int longest,
        double ratio,
        int medianReceives,
        int ninetyNineReceives
    )
    {
        Random random = new(1);
        PriorityQueue<(string What, int[] Prompts), double> events = new();
        Queue<int> visible = new(Enumerable.Range(0, prompts));
        Dictionary<int, double> running = [];
        var receives = new int[prompts];
        int waiting = prompts,
            invocations = 0,
            mostRunning = 0;
        double now = 0,
            work = 0;
        Poll();
        while (events.TryDequeue(out var happening, out now))
        {
            if (happening.What == "visible")
            {
                visible.Enqueue(happening.Prompts[0]);
            }
            else if (happening.What == "finished")
            {
                running.Remove(happening.Prompts[0]);
            }
            else
            {
                Start(happening.Prompts);
            }

            Poll();
        }

        Array.Sort(receives);
        Assert.Equal(0, waiting);
        Assert.Equal(limit, mostRunning);
        Assert.InRange(now, 0, work / limit * ratio);
        Assert.InRange(receives[prompts / 2], 1, medianReceives);
        Assert.InRange(receives[prompts * 99 / 100], 1, ninetyNineReceives);

        void Poll()
        {
            while (invocations < 2 && visible.Count > 0)
            {
                int[] batch = [.. Enumerable.Range(0, Math.Min(10, visible.Count)).Select(_ => visible.Dequeue())];
                foreach (var prompt in batch)
                {
                    receives[prompt]++;
                }

                invocations++;
                events.Enqueue(("invoked", batch), now + 0.1 + (random.NextDouble() * 0.1));
            }
        }

        void Start(int[] batch)
        {
            invocations--;
            var decision = FlowControl.Decide(
                new FlowObservation(batch.Length, limit, [.. running.Values.Select(start => TimeSpan.FromSeconds(now - start))], waiting),
                random
            );
            for (var i = 0; i < batch.Length; i++)
            {
                if (i < decision.Start)
                {
                    var takes = shortest + (random.NextDouble() * (longest - shortest));
                    work += takes;
                    waiting--;
                    running[batch[i]] = now;
                    events.Enqueue(("finished", [batch[i]]), now + takes);
                }
                else
                {
                    events.Enqueue(("visible", [batch[i]]), now + decision.Delays[i - decision.Start]!.Value.TotalSeconds);
                }
            }

            mostRunning = Math.Max(mostRunning, running.Count);
        }
    }

    private static FlowObservation Observation(int batch, int running, TimeSpan age, int? backlog) =>
        new(batch, 10, [.. Enumerable.Repeat(age, running)], backlog);

    private static double MeanDelay(int backlog, TimeSpan age)
    {
        Random random = new(1);
        return Enumerable
            .Range(0, 200)
            .SelectMany(_ => FlowControl.Decide(Observation(10, 10, age, backlog), random).Delays)
            .Average(delay => delay!.Value.TotalSeconds);
    }
}
