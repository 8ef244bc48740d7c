using PromptToImage.Contracts.Values;

namespace PromptToImage.Contracts.Tests.Values;

public sealed class PercentageTests
{
    [Theory]
    [InlineData("2%", 0.02)]
    [InlineData("0.5", 0.5)]
    [InlineData("100%", 1)]
    [InlineData("0", 0)]
    public void A_share_is_a_percentage_or_a_fraction(string text, double share) => Assert.Equal(share, Percentage.Parse(text).Share);

    [Theory]
    [InlineData("101%")]
    [InlineData("1.5")]
    [InlineData("%")]
    [InlineData("-1%")]
    public void An_invalid_share_is_an_error_with_an_example(string text) =>
        Assert.Equal(
            $"'{text}' is not a share; write for example 2% or 0.02, from 0% to 100%",
            Assert.Throws<FormatException>(() => Percentage.Parse(text)).Message
        );
}
