namespace PromptToImage.Pipeline.Tests;

public sealed class RollingLogFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rolling-log-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_log_keeps_the_newest_lines_in_two_files_of_bounded_size()
    {
        const int Limit = 1_000;
        var path = Path.Combine(_folder, "functions.log");
        using (var log = new RollingLogFile(path, Limit))
        {
            for (var i = 0; i < 1_000; i++)
            {
                log.WriteLine($"line {i:000}");
            }
        }

        Assert.Equal([path, $"{path}.1"], Directory.GetFiles(_folder).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(_folder), file => Assert.InRange(new FileInfo(file).Length, 0, Limit + 20));
        string[] lines = [.. File.ReadAllLines($"{path}.1"), .. File.ReadAllLines(path)];
        Assert.Equal("line 999", lines[^1]);
        Assert.Equal(lines.Order(StringComparer.Ordinal), lines);
    }
}
