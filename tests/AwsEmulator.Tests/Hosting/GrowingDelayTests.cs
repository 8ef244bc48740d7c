using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Tests.Hosting;

public sealed class GrowingDelayTests
{
    [Fact]
    public void Each_delay_is_twice_as_long_up_to_the_longest_until_a_success()
    {
        var delay = new GrowingDelay(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
        Assert.Equal([1, 2, 4, 5, 5], Enumerable.Range(0, 5).Select(_ => delay.Next().TotalSeconds));

        delay.Reset();

        Assert.Equal(1, delay.Next().TotalSeconds);
    }
}
