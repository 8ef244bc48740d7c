using PromptToImage.Contracts.Flow;

namespace PromptToImage.Contracts.Tests.Flow;

/// <summary>The specification of Start's flow control.</summary>
public sealed class StartPacingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly StartPacingSettings Settings = StartPacingSettings.ForLambda(limit: 10);
    private static readonly HeldMessage Message = new(Receives: 1, Noon.AddSeconds(50));

    [Fact]
    public void An_environment_that_never_counted_counts_first() =>
        Assert.Equal(StartDecision.Count.Instance, Decide(StartRoom.Unknown, 0.3));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 5)]
    [InlineData(8, 1)]
    [InlineData(9, 1)]
    [InlineData(10, 0)]
    [InlineData(13, 0)]
    public void A_count_allows_the_environments_share_of_the_free_places_rounded_up(int running, int starts) =>
        Assert.Equal(starts, Counted(0.3, running).StartsLeft);

    [Fact]
    public void With_one_environment_a_count_allows_all_free_places() =>
        Assert.Equal(7, StartRoom.Unknown.Counted(StartPacingSettings.ForOneProcess(limit: 10), Noon, Names(3)).StartsLeft);

    [Fact]
    public void It_starts_as_many_as_the_count_allows_and_then_waits_for_the_next_full_second()
    {
        var room = Counted(0.3, running: 6);
        Assert.Equal(StartDecision.Start.Instance, Decide(room, 0.4));
        room = room.Started("a", Noon.AddSeconds(0.4));
        Assert.Equal(StartDecision.Start.Instance, Decide(room, 0.5));
        room = room.Started("b", Noon.AddSeconds(0.5));
        Assert.Equal(new StartDecision.Wait(Noon.AddSeconds(1)), Decide(room, 0.6));
        Assert.Equal(StartDecision.Count.Instance, Decide(room, 1));
    }

    [Fact]
    public void The_next_invocation_uses_the_room_that_an_earlier_one_counted()
    {
        var room = Counted(0.3, running: 0).Started("a", Noon.AddSeconds(0.4));
        var next = new HeldMessage(Receives: 1, Noon.AddSeconds(50.7));
        Assert.Equal(StartDecision.Start.Instance, StartPacing.Decide(Settings, room, next, Noon.AddSeconds(0.7)));
    }

    [Fact]
    public void Room_that_is_not_used_in_its_second_is_counted_again()
    {
        var room = Counted(0.3, running: 0).Started("a", Noon.AddSeconds(0.4));
        Assert.Equal(4, room.StartsLeft);
        Assert.Equal(StartDecision.Count.Instance, Decide(room, 1));
    }

    [Fact]
    public void The_first_start_after_a_count_may_come_in_the_next_second_because_the_count_takes_time()
    {
        var room = Counted(0.95, running: 0);
        Assert.Equal(StartDecision.Start.Instance, Decide(room, 1.05));
        Assert.Equal(StartDecision.Count.Instance, Decide(room.Started("a", Noon.AddSeconds(1.05)), 1.1));
        Assert.Equal(StartDecision.Count.Instance, Decide(room, 1.95));
    }

    [Fact]
    public void A_count_is_not_repeated_within_its_second_for_any_number_of_invocations()
    {
        var room = Counted(0.1, running: 10);
        Assert.All([0.1, 0.5, 0.999], second => Assert.Equal(new StartDecision.Wait(Noon.AddSeconds(1)), Decide(room, second)));
    }

    [Fact]
    public void A_clock_that_moves_back_causes_another_count() =>
        Assert.Equal(StartDecision.Count.Instance, Decide(Counted(5.2, running: 0), 0.2));

    [Fact]
    public void Own_starts_that_the_list_does_not_show_yet_take_places()
    {
        var room = Counted(0.3, running: 0).Started("a", Noon.AddSeconds(0.4)).Started("b", Noon.AddSeconds(0.5));
        var second = room.Counted(Settings, Noon.AddSeconds(1), ["b", "other"]);
        Assert.Equal(4, second.StartsLeft);
        Assert.Equal(["a", "b"], second.RecentStarts.Select(start => start.Name));
    }

    [Fact]
    public void A_later_list_may_be_older_so_a_listed_start_still_takes_its_place_when_it_is_missing_again()
    {
        var room = Counted(0.3, running: 0).Started("a", Noon.AddSeconds(0.4));
        var listed = room.Counted(Settings, Noon.AddSeconds(1), ["a", .. Names(8)]);
        Assert.Equal(1, listed.StartsLeft);
        Assert.Equal(1, listed.Counted(Settings, Noon.AddSeconds(2), Names(8)).StartsLeft);
    }

    [Fact]
    public void An_own_start_that_is_missing_after_two_seconds_has_ended()
    {
        var room = Counted(0.3, running: 0).Started("a", Noon.AddSeconds(0.4)).Counted(Settings, Noon.AddSeconds(2.5), Names(8));
        Assert.Equal(1, room.StartsLeft);
        Assert.Empty(room.RecentStarts);
    }

    [Fact]
    public void An_invocation_that_may_not_wait_longer_gives_its_message_back_and_does_not_count_again()
    {
        var room = Counted(49.2, running: 10);
        Assert.Equal(new StartDecision.Wait(Noon.AddSeconds(50)), Decide(room, 49.5));
        Assert.Equal(new StartDecision.GiveBack(TimeSpan.Zero), Decide(room, 50));
    }

    [Fact]
    public void It_waits_at_most_until_it_must_give_up()
    {
        var message = new HeldMessage(Receives: 1, Noon.AddSeconds(0.7));
        Assert.Equal(
            new StartDecision.Wait(Noon.AddSeconds(0.7)),
            StartPacing.Decide(Settings, Counted(0.1, running: 10), message, Noon.AddSeconds(0.2))
        );
    }

    [Fact]
    public void Room_that_is_available_when_it_must_give_up_is_used() =>
        Assert.Equal(StartDecision.Start.Instance, Decide(Counted(50, running: 9), 50.1));

    [Theory]
    [InlineData(60, 50)]
    [InlineData(40, 30)]
    public void It_leaves_the_last_ten_seconds_of_the_invocation_for_giving_the_message_back(int remaining, int wait) =>
        Assert.Equal(Noon.AddSeconds(wait), StartPacing.GiveUpAt(Noon, TimeSpan.FromSeconds(remaining)));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(100, 0)]
    [InlineData(101, 15)]
    [InlineData(999, 15)]
    public void A_message_is_visible_again_at_once_for_its_first_hundred_receives_and_then_in_fifteen_minutes(int receives, int minutes) =>
        Assert.Equal(
            new StartDecision.GiveBack(TimeSpan.FromMinutes(minutes)),
            StartPacing.Decide(Settings, Counted(0.1, running: 10), Message with { Receives = receives }, Noon.AddSeconds(50))
        );

    [Fact]
    public void A_message_that_never_finds_room_is_received_at_most_740_times_in_the_seven_days_that_the_queue_keeps_it()
    {
        var receives = 0;
        for (var elapsed = TimeSpan.Zero; elapsed < FlowNumbers.QueueRetention;)
        {
            receives++;
            var gaveBack = Assert.IsType<StartDecision.GiveBack>(
                StartPacing.Decide(Settings, Counted(0.1, running: 10), Message with { Receives = receives }, Noon.AddSeconds(50))
            );
            elapsed += FlowNumbers.LongestWait + gaveBack.VisibilityTimeout;
        }

        Assert.InRange(receives, 700, 740);
        Assert.True(receives < FlowNumbers.MaxReceiveCount);
    }

    /// <summary>
    /// Environments with random delays between their steps and random durations of their calls. A count reads the true number at a
    /// random moment of its call, and a start takes effect at a random moment of its call. Sometimes there is a pause between two messages.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void With_consistent_counts_the_limit_is_exceeded_by_at_most_the_other_environments_whatever_the_timing(int environments)
    {
        var most = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var limit = random.Next(1, 50);
            var excess = new Environments(environments, limit, random).Run() - limit;
            Assert.InRange(excess, -limit, environments - 1);
            most = Math.Max(most, excess);
        }

        Assert.Equal(environments - 1, most);
    }

    private static StartDecision Decide(StartRoom room, double second) =>
        StartPacing.Decide(Settings, room, Message, Noon.AddSeconds(second));

    private static StartRoom Counted(double second, int running) =>
        StartRoom.Unknown.Counted(Settings, Noon.AddSeconds(second), Names(running));

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(index => $"running-{index}")];

    /// <summary>Runs 30 seconds of environments that receive one message after the other.</summary>
    private sealed class Environments
    {
        private readonly PriorityQueue<Action, DateTimeOffset> _planned = new();
        private readonly HashSet<string> _running = [];
        private readonly StartRoom[] _rooms;
        private readonly StartPacingSettings _settings;
        private readonly Random _random;
        private readonly double _slowestCall;
        private readonly double _longestExecution;
        private readonly double _longestPause;
        private DateTimeOffset _now = Noon;
        private int _started;
        private int _mostRunning;

        public Environments(int count, int limit, Random random)
        {
            _random = random;
            _settings = new StartPacingSettings(limit, count, TimeSpan.FromSeconds(1), TimeSpan.Zero);
            _rooms = [.. Enumerable.Repeat(StartRoom.Unknown, count)];
            _slowestCall = random.NextDouble() < 0.5 ? 0.02 : 2.5;
            _longestExecution = random.NextDouble() < 0.5 ? 3 : 100;
            _longestPause = random.NextDouble() < 0.5 ? 0.1 : 2;
            for (var environment = 0; environment < count; environment++)
            {
                var one = environment;
                After(2, () => Continue(one));
            }
        }

        /// <summary>Returns the largest number of executions that ran at the same time.</summary>
        public int Run()
        {
            while (_now < Noon.AddSeconds(30) && _planned.TryDequeue(out var action, out _now))
            {
                action();
            }

            return _mostRunning;
        }

        private void Continue(int environment)
        {
            var message = new HeldMessage(Receives: 1, _now.AddSeconds(50));
            switch (StartPacing.Decide(_settings, _rooms[environment], message, _now))
            {
                case StartDecision.Count:
                    var asked = _now;
                    After(
                        _slowestCall / 2,
                        () =>
                        {
                            var counted = _rooms[environment].Counted(_settings, asked, [.. _running]);
                            After(
                                _slowestCall / 2,
                                () =>
                                {
                                    _rooms[environment] = counted;
                                    Continue(environment);
                                }
                            );
                        }
                    );
                    break;
                case StartDecision.Start:
                    var name = $"{_started++}";
                    _rooms[environment] = _rooms[environment].Started(name, _now);
                    After(
                        _slowestCall / 2,
                        () =>
                        {
                            _running.Add(name);
                            _mostRunning = Math.Max(_mostRunning, _running.Count);
                            After(_longestExecution, () => _running.Remove(name));
                            After((_slowestCall / 2) + (_random.NextDouble() < 0.1 ? _longestPause : 0), () => Continue(environment));
                        }
                    );
                    break;
                case StartDecision.Wait wait:
                    _planned.Enqueue(() => Continue(environment), wait.Until);
                    break;
                default:
                    throw new InvalidOperationException("An invocation that began just now does not give up.");
            }
        }

        private void After(double longest, Action action) => _planned.Enqueue(action, _now.AddSeconds(_random.NextDouble() * longest));
    }
}
