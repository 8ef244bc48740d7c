namespace PromptToImage.Simulation.Tests;

public sealed class VirtualTimeTests
{
    private readonly VirtualTime _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly List<string> _ran = [];

    [Fact]
    public void The_clock_jumps_from_one_scheduled_action_to_the_next()
    {
        _time.After(TimeSpan.FromHours(2), () => _ran.Add($"late at {_time.Elapsed}"));
        _time.After(TimeSpan.FromSeconds(1), () => _ran.Add($"soon at {_time.Elapsed}"));
        while (_time.Step()) { }

        Assert.Equal(["soon at 00:00:01", "late at 02:00:00"], _ran);
    }

    [Fact]
    public void Actions_with_the_same_time_run_in_the_order_in_which_they_were_scheduled()
    {
        foreach (var name in (string[])["first", "second", "third"])
        {
            _time.After(TimeSpan.Zero, () => _ran.Add(name));
        }

        while (_time.Step()) { }

        Assert.Equal(["first", "second", "third"], _ran);
    }

    [Fact]
    public void An_action_that_is_scheduled_for_the_past_runs_now()
    {
        _time.After(TimeSpan.FromSeconds(5), () => _time.At(_time.Start, () => _ran.Add($"at {_time.Elapsed}")));
        while (_time.Step()) { }

        Assert.Equal(["at 00:00:05"], _ran);
    }
}
