using System.Text;

namespace PromptToImage.Pipeline;

/// <summary>
/// A log file of bounded size. A full file is renamed to <c>NAME.1</c>, replacing the previous one, so that the two files hold at most
/// twice the limit. Thread-safe for whole lines.
/// </summary>
/// <param name="path">The file; lines are appended to it.</param>
/// <param name="limit">The size in bytes above which the file is renamed.</param>
internal sealed class RollingLogFile(string path, long limit) : TextWriter
{
    private readonly Lock _lock = new();
    private StreamWriter _writer = Open(path);

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value)
    {
        lock (_lock)
        {
            _writer.Write(value);
        }
    }

    public override void WriteLine(string? value)
    {
        lock (_lock)
        {
            _writer.WriteLine(value);
            if (_writer.BaseStream.Length > limit)
            {
                _writer.Dispose();
                File.Move(path, $"{path}.1", overwrite: true);
                _writer = Open(path);
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _writer.Dispose();
        }

        base.Dispose(disposing);
    }

    private static StreamWriter Open(string path) => new(path, append: true, Encoding.UTF8) { AutoFlush = true };
}
