using PromptToImage.Contracts.Values;

namespace PromptToImage.Contracts.Tests.Values;

public sealed class RateTests
{
    [Theory]
    [InlineData("60/min", 1)]
    [InlineData("2.5/s", 2.5)]
    [InlineData("7200/h", 2)]
    public void A_number_per_unit_of_time_is_parsed(string text, double perSecond)
    {
        Assert.Equal(perSecond, Rate.Parse(text).PerSecond);
        Assert.Equal(text, Rate.Parse(text).ToString());
    }

    [Theory]
    [InlineData("60")]
    [InlineData("0/min")]
    [InlineData("-1/s")]
    [InlineData("/s")]
    [InlineData("5/day")]
    public void An_invalid_rate_is_an_error_with_an_example(string text) =>
        Assert.Equal(
            $"'{text}' is not a rate; write for example 60/min, 2/s or 500/h",
            Assert.Throws<FormatException>(() => Rate.Parse(text)).Message
        );
}
