using PromptToImage.Contracts.Values;

namespace PromptToImage.Contracts.Tests.Values;

public sealed class DurationRangeTests
{
    [Theory]
    [InlineData("250ms", 250, 250)]
    [InlineData("4s..9s", 4_000, 9_000)]
    [InlineData("1.5min", 90_000, 90_000)]
    [InlineData("2h", 7_200_000, 7_200_000)]
    [InlineData("0", 0, 0)]
    public void A_duration_or_a_range_of_durations_is_parsed(string text, double shortest, double longest) =>
        Assert.Equal(new DurationRange(TimeSpan.FromMilliseconds(shortest), TimeSpan.FromMilliseconds(longest)), DurationRange.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("4")]
    [InlineData("40000d")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1s..2s..3s")]
    [InlineData("4 parsecs")]
    public void An_invalid_duration_is_an_error_with_an_example(string text) =>
        Assert.Equal(
            $"'{text}' is not a duration; write for example 250ms, 4s, 4s..9s or 2min",
            Assert.Throws<FormatException>(() => DurationRange.Parse(text)).Message
        );

    [Fact]
    public void A_single_duration_is_not_a_range()
    {
        Assert.Equal(TimeSpan.FromSeconds(90), DurationRange.ParseSingle("90s"));
        Assert.Equal(
            "'4s..9s' is a range. Write one duration, for example 10min",
            Assert.Throws<FormatException>(() => DurationRange.ParseSingle("4s..9s")).Message
        );
    }

    [Fact]
    public void A_range_that_begins_with_the_longer_duration_is_an_error() =>
        Assert.Equal(
            "'9s..4s' begins with the longer duration; write the shorter one first",
            Assert.Throws<FormatException>(() => DurationRange.Parse("9s..4s")).Message
        );

    [Fact]
    public void Every_random_duration_is_between_the_bounds()
    {
        var range = DurationRange.Parse("4s..9s");
        var random = new Random(1);
        for (var draw = 0; draw < 1_000; draw++)
        {
            Assert.InRange(range.Draw(random), range.Shortest, range.Longest);
        }
    }

    [Theory]
    [InlineData("250ms")]
    [InlineData("4s..9s")]
    [InlineData("1.5min")]
    [InlineData("2h")]
    public void A_parsed_range_is_formatted_unchanged(string text) => Assert.Equal(text, DurationRange.Parse(text).ToString());
}
