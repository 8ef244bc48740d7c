namespace PromptToImage.Pipeline.Tests;

public sealed class FunctionLogReaderTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("function-log-").FullName, "functions.log");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public void The_entries_that_name_a_prompt_are_found_in_both_files_with_all_their_lines()
    {
        File.WriteAllLines(
            $"{_path}.1",
            [
                "2026-11-27T12:00:00.0000000+00:00 start Information Prompt order-1, attempt 1, was started.",
                "2026-11-27T12:00:01.0000000+00:00 start Information Prompt order-10, attempt 1, was started.",
                "2026-11-27T12:00:02.0000000+00:00 validate Information Prompt another-order-1, attempt 1, is valid.",
            ]
        );
        File.WriteAllLines(
            _path,
            [
                """{"_aws":{"Timestamp":1},"Generated":1}""",
                "2026-11-27T12:00:03.0000000+00:00 generate Error order-1: ModelOutputException: No image.",
                "   at Somewhere",
                """{"_aws":{"Timestamp":2},"Generated":1}""",
                "2026-11-27T12:00:04.0000000+00:00 notify Information Handled outcome unhandled of arn:execution:prompt-to-image:order-1-r2.",
            ]
        );

        var found = new FunctionLogReader(_path).Find("order-1");

        Assert.Equal(["start", "generate", "notify"], found.Select(entry => entry.Function));
        Assert.Equal("Error order-1: ModelOutputException: No image.\n   at Somewhere", found[1].Message);
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero), found[0].Time);
    }

    [Fact]
    public void Without_a_log_there_are_no_entries() => Assert.Empty(new FunctionLogReader(_path).Find("order-1"));
}
