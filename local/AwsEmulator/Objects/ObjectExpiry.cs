using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>The expiration action of a lifecycle rule: deletes objects under a prefix when they reach an age. Runs once an hour.</summary>
/// <param name="store">The buckets.</param>
/// <param name="prefix">The key prefix, in every bucket.</param>
/// <param name="age">The age at which an object expires.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Receives failed runs.</param>
public sealed partial class ObjectExpiry(
    ObjectStore store,
    string prefix,
    TimeSpan age,
    TimeProvider time,
    ILogger<ObjectExpiry> logger
) : BackgroundService
{
    private const int BatchSize = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged, and the next run deletes the rest.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await ExpireAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(e, prefix);
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task ExpireAsync(CancellationToken stoppingToken)
    {
        foreach (var bucket in store.Buckets())
        {
            IReadOnlyList<StoredObject> old;
            do
            {
                stoppingToken.ThrowIfCancellationRequested();
                old = store.StoredBefore(bucket.Name, prefix, time.GetUtcNow() - age, BatchSize);
                // An object that replaced an old one meanwhile is not deleted.
                await Task.WhenAll(old.Select(entry => store.DeleteVersionAsync(entry)));
            } while (old.Count == BatchSize);
        }
    }

    [LoggerMessage(LogLevel.Error, "Could not delete expired objects under {prefix}; the next attempt is in one hour")]
    private partial void LogFailure(Exception exception, string prefix);
}
