using Microsoft.Extensions.Logging.Abstractions;

namespace PromptToImage.Runner.Display;

/// <summary>
/// Writes the pipeline's warnings, such as a full disk, to standard error, one line each. The same line is written once per minute at
/// most, because background services retry every second.
/// </summary>
internal sealed class WarningLog(TextWriter output, TimeProvider time) : ILoggerFactory, ILogger
{
    private const string OwnCategories = "PromptToImage.";
    private const int MostRemembered = 1_000;

    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, DateTimeOffset> _said = new(StringComparer.Ordinal);

    /// <summary>The web server's warnings are about its hosting, which the user cannot change.</summary>
    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith(OwnCategories, StringComparison.Ordinal) ? this : NullLogger.Instance;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("All warnings go to standard error.");

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var message = formatter(state, exception);
        var line = (exception is null ? message : $"{message}: {exception.Message}").ReplaceLineEndings(" ");
        lock (_lock)
        {
            var now = time.GetUtcNow();
            if (_said.TryGetValue(line, out var before) && now - before < Silence)
            {
                return;
            }

            if (_said.Count == MostRemembered)
            {
                _said.Clear();
            }

            _said[line] = now;
            output.WriteLine($"warning: {line}");
        }
    }

    public void Dispose()
    {
        // The process owns the output.
    }
}
