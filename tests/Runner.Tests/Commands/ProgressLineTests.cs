using PromptToImage.Runner.Commands;

namespace PromptToImage.Runner.Tests.Commands;

public sealed class ProgressLineTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };

    public void Dispose() => _output.Dispose();

    [Fact]
    public void In_a_pipe_there_is_a_line_every_ten_seconds()
    {
        using var progress = new ProgressLine(_output, redirected: true, _clock);
        for (var i = 0; i < 25; i++)
        {
            progress.Show($"{i} of 25");
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        progress.Clear();
        Assert.Equal("10 of 25\n20 of 25\n", _output.ToString());
    }

    [Fact]
    public void On_a_terminal_one_line_is_overwritten_at_most_ten_times_a_second()
    {
        using (var progress = new ProgressLine(_output, redirected: false, _clock))
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            progress.Show($"first line");
            progress.Show($"not shown");
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            progress.Show($"second");
        }

        Assert.Equal("\rfirst line\rsecond    \r      \r", _output.ToString());
    }
}
