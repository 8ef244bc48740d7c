using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PromptToImage.AwsEmulator.Tests.Hosting;

/// <summary>Collects the errors that a host logs.</summary>
internal sealed class ErrorLog : ILoggerFactory, ILogger
{
    public ConcurrentQueue<(string Message, Exception? Exception)> Entries { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (IsEnabled(logLevel))
        {
            Entries.Enqueue((formatter(state, exception), exception));
        }
    }

    public void Dispose() { }
}
