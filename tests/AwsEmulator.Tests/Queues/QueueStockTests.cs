using PromptToImage.AwsEmulator.Queues;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Tests.Queues;

public sealed class QueueStockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Messages_in_flight_are_counted_only_when_the_limit_may_be_reached_and_once_a_second_at_most()
    {
        var stock = new QueueStock(number: 1, total: 0);
        var counted = 0;
        bool IsAtLimit(double seconds, long inFlight) =>
            stock.IsAtInFlightLimit(
                Noon.AddSeconds(seconds),
                () =>
                {
                    counted++;
                    return inFlight;
                }
            );

        stock.AddInFlight(QueueLimits.MostInFlight - 1);
        Assert.False(IsAtLimit(0, inFlight: 0));
        Assert.Equal(0, counted);

        stock.AddInFlight(1);
        Assert.True(IsAtLimit(0, QueueLimits.MostInFlight));
        Assert.True(IsAtLimit(0.9, inFlight: 5));
        Assert.Equal(1, counted);
        Assert.False(IsAtLimit(1, inFlight: 5));
        Assert.Equal(2, counted);
    }
}
