namespace PromptToImage.Runner.Commands;

/// <summary>One line that is overwritten while a command works. Writes nothing where the output is redirected.</summary>
internal sealed class ProgressLine(TextWriter output, bool redirected) : IDisposable
{
    private int _width;

    public void Show(FormattableString line)
    {
        if (redirected)
        {
            return;
        }

        var text = FormattableString.Invariant(line);
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
