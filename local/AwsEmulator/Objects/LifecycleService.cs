using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>
/// Applies the buckets' lifecycle rules once an hour: deletes objects that have reached their age, and aborts incomplete uploads.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html</remarks>
public sealed partial class LifecycleService(
    ObjectStore store,
    MultipartUploads uploads,
    TimeProvider time,
    ILogger<LifecycleService> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly ILogger<LifecycleService> _logger = logger;

    [SuppressMessage("Design", "CA1031", Justification = "The next run, one hour later, does what this one could not.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var (bucket, rule) in store.Lifecycles)
            {
                try
                {
                    await ApplyAsync(bucket, rule, stoppingToken);
                }
                catch (Exception e)
                {
                    LogFailure(e, bucket, rule.Prefix);
                }
            }

            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ApplyAsync(string bucket, LifecycleRule rule, CancellationToken stoppingToken)
    {
        if (rule.Expiration is { } age)
        {
            await ExpireAsync(bucket, rule.Prefix, time.GetUtcNow() - age, stoppingToken);
        }

        if (rule.AbortIncompleteUploadsAfter is { } limit)
        {
            var before = time.GetUtcNow() - limit;
            foreach (var upload in uploads.ListOpen(bucket, rule.Prefix).Where(upload => upload.Created < before))
            {
                await uploads.AbortAsync(upload);
            }
        }
    }

    private async Task ExpireAsync(string bucket, string prefix, DateTimeOffset before, CancellationToken stoppingToken)
    {
        const int Batch = 200;
        while (!stoppingToken.IsCancellationRequested)
        {
            var old = store.StoredBefore(bucket, prefix, before, Batch);
            // An object that replaced an old one meanwhile is not deleted.
            await Task.WhenAll(old.Select(entry => store.DeleteVersionAsync(entry)));
            if (old.Count < Batch)
            {
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Could not apply the lifecycle rule of {bucket} for {prefix}; the next attempt is in one hour")]
    private partial void LogFailure(Exception exception, string bucket, string prefix);
}
