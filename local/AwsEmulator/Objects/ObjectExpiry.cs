using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>The expiration action of a lifecycle rule: deletes objects under a prefix when they reach an age. Runs once an hour.</summary>
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

    /// <param name="prefix">The key prefix, in every bucket.</param>
    /// <param name="age">The age at which an object expires.</param>
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

    [SuppressMessage("Design", "CA1031", Justification = "The next run, one hour later, deletes what this one could not.")]
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
                var old = _store.StoredBefore(bucket.Name, _prefix, _time.GetUtcNow() - _age, batch);
                // An object that replaced an old one meanwhile is not deleted.
                await Task.WhenAll(old.Select(entry => _store.DeleteVersionAsync(entry)));
                if (old.Count < batch)
                {
                    break;
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Could not delete expired objects under {prefix}; the next attempt is in one hour")]
    private partial void LogFailure(Exception exception, string prefix);
}
