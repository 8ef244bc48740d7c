namespace PromptToImage.Simulation.Tests;

public sealed class ArrivalTests
{
    [Fact]
    public void A_burst_sends_everything_at_the_start() => Assert.Equal([TimeSpan.Zero, TimeSpan.Zero], Arrival.Parse("burst").Times(2));

    [Fact]
    public void A_rate_spaces_the_prompts_evenly() =>
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)], Arrival.Parse("2/s").Times(3));

    [Fact]
    public void The_times_of_a_file_are_repeated_until_there_are_enough() =>
        Assert.Equal([0, 3, 3, 6], Seconds("2026-11-22T10:00:00Z\n\n2026-11-22T10:00:03Z\n", 4));

    [Fact]
    public void A_file_can_have_numbers_of_prompts_comments_and_times_in_any_order() =>
        Assert.Equal([0, 10, 60, 60], Seconds("# time,prompts\r\n60,2\r\n10\r\n0, 1\r\n5,0\r\n", 4));

    [Fact]
    public void The_earliest_timestamp_of_a_file_is_the_start() =>
        Assert.Equal([0, 5], Seconds("2026-11-22T10:00:05Z\n2026-11-22T10:00:00Z\n", 2));

    [Theory]
    [InlineData("0\nsoon\n", "times.csv, line 2: 'soon' is neither seconds since the start nor an ISO 8601 time")]
    [InlineData("0,many", "times.csv, line 1: 'many' is not a number of prompts; a file has at most 10,000,000")]
    [InlineData("0,9000000\n1,2000000", "times.csv, line 2: '2000000' is not a number of prompts; a file has at most 10,000,000")]
    [InlineData("5\n2026-11-22T10:00:00Z", "times.csv, line 2: '2026-11-22T10:00:00Z' is not a time of the same kind as those before it")]
    [InlineData("# nothing\n\n", "times.csv contains no time")]
    public void The_error_names_the_line_that_is_wrong(string text, string error) =>
        Assert.Equal(error, Assert.Throws<FormatException>(() => Arrival.Recorded.Parse("times.csv", text)).Message);

    [Fact]
    public void Other_text_is_an_error() =>
        Assert.Equal(
            "'sometimes' is neither 'burst' nor a rate such as 2/s",
            Assert.Throws<FormatException>(() => Arrival.Parse("sometimes")).Message
        );

    private static IEnumerable<double> Seconds(string file, int prompts) =>
        Arrival.Recorded.Parse("times.csv", file).Times(prompts).Select(time => time.TotalSeconds);
}
