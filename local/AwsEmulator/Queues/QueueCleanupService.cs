using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>
/// Deletes expired messages once a minute, and the messages of deleted and purged queues. SQS's shortest retention is one minute.
/// </summary>
public sealed partial class QueueCleanupService(QueueService queues, TimeProvider time, ILogger<QueueCleanupService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged, and the next round deletes the rest.")]
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await queues.DeleteExpiredAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailure(e);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Could not delete expired messages. The next attempt is in one minute.")]
    private partial void LogFailure(Exception exception);
}
