using PromptToImage.AwsEmulator.Queues;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Tests.Queues;

public sealed class QueueCountersTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Messages_in_flight_are_counted_only_at_the_limit_and_at_most_once_per_second()
    {
        var counters = new QueueCounters(number: 1, total: 0);
        var counted = 0;
        bool IsAtLimit(double seconds, long inFlight) =>
            counters.IsAtInFlightLimit(
                Noon.AddSeconds(seconds),
                () =>
                {
                    counted++;
                    return inFlight;
                }
            );

        counters.AddInFlight(QueueLimits.MaxInFlightMessages - 1);
        Assert.False(IsAtLimit(0, inFlight: 0));
        Assert.Equal(0, counted);

        counters.AddInFlight(1);
        Assert.True(IsAtLimit(0, QueueLimits.MaxInFlightMessages));
        Assert.True(IsAtLimit(0.9, inFlight: 5));
        Assert.Equal(1, counted);
        Assert.False(IsAtLimit(1, inFlight: 5));
        Assert.Equal(2, counted);
    }
}
