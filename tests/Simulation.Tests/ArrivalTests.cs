namespace PromptToImage.Simulation.Tests;

public sealed class ArrivalTests
{
    [Fact]
    public void A_burst_sends_everything_at_the_start() => Assert.Equal([TimeSpan.Zero, TimeSpan.Zero], Arrival.Parse("burst").Times(2));

    [Fact]
    public void A_rate_spaces_the_prompts_evenly() =>
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1)], Arrival.Parse("2/s").Times(3));

    [Fact]
    public void The_times_of_a_file_are_repeated_until_there_are_enough()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "2026-11-22T10:00:00Z\n\n2026-11-22T10:00:03Z\n");
            Assert.Equal([0, 3, 3, 6], Arrival.Parse(file).Times(4).Select(time => time.TotalSeconds));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void The_error_names_a_line_that_is_not_a_time()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "0\nsoon\n");
            Assert.Equal(
                $"{file}, line 2: 'soon' is neither seconds since the start nor an ISO 8601 time",
                Assert.Throws<FormatException>(() => Arrival.Parse(file)).Message
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Other_text_is_an_error() =>
        Assert.Equal(
            "'sometimes' is neither 'burst', a rate such as 2/s, nor a file of times",
            Assert.Throws<FormatException>(() => Arrival.Parse("sometimes")).Message
        );
}
