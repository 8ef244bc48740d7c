namespace PromptToImage.Runner.Commands;

/// <summary>
/// Says how far a command is: on a terminal in one line that is overwritten, elsewhere in a line every ten seconds, so that a log neither
/// grows without end nor looks as if nothing happens.
/// </summary>
/// <param name="output">Receives the lines.</param>
/// <param name="redirected">Whether <paramref name="output"/> is not a terminal.</param>
/// <param name="time">The clock.</param>
internal sealed class ProgressLine(TextWriter output, bool redirected, TimeProvider time) : IDisposable
{
    private readonly TimeSpan _interval = redirected ? TimeSpan.FromSeconds(10) : TimeSpan.FromMilliseconds(100);
    private readonly long _start = time.GetTimestamp();
    private TimeSpan? _shownAt;
    private int _width;

    /// <summary>The time since the command began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Writes the line, unless the one before was written shortly before.</summary>
    public void Show(FormattableString line)
    {
        var now = Elapsed;
        if (now - (_shownAt ?? TimeSpan.Zero) < _interval)
        {
            return;
        }

        _shownAt = now;
        var text = FormattableString.Invariant(line);
        if (redirected)
        {
            output.WriteLine(text);
            return;
        }

        output.Write('\r' + text.PadRight(_width));
        _width = text.Length;
    }

    public void Clear()
    {
        if (_width > 0)
        {
            output.Write('\r' + new string(' ', _width) + '\r');
            _width = 0;
        }
    }

    public void Dispose() => Clear();
}
