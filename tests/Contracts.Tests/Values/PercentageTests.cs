using PromptToImage.Contracts.Values;

namespace PromptToImage.Contracts.Tests.Values;

public sealed class PercentageTests
{
    [Theory]
    [InlineData("2%", 0.02)]
    [InlineData("0.5", 0.5)]
    [InlineData("100%", 1)]
    [InlineData("0", 0)]
    public void A_share_is_read_as_percent_or_fraction(string text, double share) => Assert.Equal(share, Percentage.Parse(text).Share);

    [Theory]
    [InlineData("101%")]
    [InlineData("1.5")]
    [InlineData("%")]
    [InlineData("-1%")]
    public void What_is_no_share_is_refused_with_an_example(string text) =>
        Assert.Equal(
            $"'{text}' is no share; write for example 2% or 0.02, from 0% to 100%",
            Assert.Throws<FormatException>(() => Percentage.Parse(text)).Message
        );
}
