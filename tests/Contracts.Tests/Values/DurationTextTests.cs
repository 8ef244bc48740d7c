using PromptToImage.Contracts.Values;

namespace PromptToImage.Contracts.Tests.Values;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData(-5, "0 ms")]
    [InlineData(0, "0 ms")]
    [InlineData(0.4, "0 ms")]
    [InlineData(999.4, "999 ms")]
    [InlineData(999.6, "1.0 s")]
    [InlineData(4_249, "4.2 s")]
    [InlineData(59_940, "59.9 s")]
    [InlineData(59_970, "1 min 0 s")]
    [InlineData(61_000, "1 min 1 s")]
    [InlineData(3_599_600, "1 h 0 min")]
    [InlineData(7_260_000, "2 h 1 min")]
    [InlineData(86_399_000, "1 d 0 h")]
    [InlineData(187_200_000, "2 d 4 h")]
    public void A_duration_is_rounded_to_what_is_shown_before_its_unit_is_chosen(double milliseconds, string text) =>
        Assert.Equal(text, DurationText.Format(TimeSpan.FromMilliseconds(milliseconds)));
}
