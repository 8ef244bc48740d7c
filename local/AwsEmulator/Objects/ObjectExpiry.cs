using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>A lifecycle rule at work: objects under a prefix go when they have reached an age. Looks once an hour.</summary>
public sealed partial class ObjectExpiry : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly ObjectStore _store;
    private readonly string _prefix;
    private readonly TimeSpan _age;
    private readonly TimeProvider _time;
    private readonly ILogger<ObjectExpiry> _logger;
    private readonly CancellationTokenSource _stops = new();
    private readonly Task _expiring;

    /// <param name="prefix">In every bucket.</param>
    public ObjectExpiry(ObjectStore store, string prefix, TimeSpan age, TimeProvider time, ILogger<ObjectExpiry> logger)
    {
        _store = store;
        _prefix = prefix;
        _age = age;
        _time = time;
        _logger = logger;
        _expiring = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stops.CancelAsync();
        await _expiring;
        _stops.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "What could not be deleted now is tried again in an hour.")]
    private async Task RunAsync()
    {
        while (!_stops.IsCancellationRequested)
        {
            try
            {
                await ExpireAsync();
            }
            catch (Exception e)
            {
                LogFailure(e, _prefix);
            }

            await Task.Delay(Interval, _time, _stops.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ExpireAsync()
    {
        const int batch = 200;
        foreach (var bucket in _store.Buckets())
        {
            while (!_stops.IsCancellationRequested)
            {
                var old = _store.OlderThan(bucket.Name, _prefix, _time.GetUtcNow() - _age, batch);
                // Only the content that was old: one that came meanwhile under the same key stays.
                await Task.WhenAll(old.Select(entry => _store.DeleteVersionAsync(entry)));
                if (old.Count < batch)
                {
                    break;
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "objects under {prefix} could not be expired; it is tried again in an hour")]
    private partial void LogFailure(Exception exception, string prefix);
}
