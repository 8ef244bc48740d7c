using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Tests.Hosting;

public sealed class SteadyTimeProviderTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _machine = new();
    private readonly SteadyTimeProvider _steady;
    private readonly DateTimeOffset _start;

    public SteadyTimeProviderTests()
    {
        _steady = new SteadyTimeProvider(_machine);
        _start = _machine.GetUtcNow();
    }

    [Fact]
    public void It_shows_the_time_of_the_machine()
    {
        _machine.Advance(Second);
        Assert.Equal(_start + Second, _steady.GetUtcNow());
    }

    [Fact]
    public void It_goes_on_from_its_last_time_when_the_clock_is_set_back()
    {
        _machine.Advance(Second);
        _ = _steady.GetUtcNow();
        _machine.AdjustClock(TimeSpan.FromHours(-2));
        _machine.Advance(Second);
        Assert.Equal(_start + (2 * Second), _steady.GetUtcNow());
    }

    [Fact]
    public void It_follows_a_clock_that_is_set_forward()
    {
        _machine.AdjustClock(TimeSpan.FromHours(2));
        Assert.Equal(_start + TimeSpan.FromHours(2), _steady.GetUtcNow());
    }

    [Fact]
    public void A_timer_of_an_execution_fires_although_the_clock_is_set_back()
    {
        var fired = 0;
        using var timers = new ExecutionTimers<string>(_steady);
        timers.Start("wait", _start + Second, () => fired++);
        _machine.AdjustClock(TimeSpan.FromHours(-2));
        _machine.Advance(Second);
        Assert.Equal(1, fired);
    }
}
