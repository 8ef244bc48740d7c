using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>Sweeps the queues once a minute: retention is counted in minutes at least.</summary>
public sealed partial class QueueSweeper(QueueService queues, TimeProvider time, ILogger<QueueSweeper> logger) : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task _sweeping = Task.CompletedTask;

    public void Start() => _sweeping = Task.Run(SweepAsync);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _sweeping;
        _stopping.Dispose();
    }

    [SuppressMessage("Design", "CA1031", Justification = "A failed sweep is logged; the next one takes up what it left.")]
    private async Task SweepAsync()
    {
        using var timer = new PeriodicTimer(Period, time);
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(_stopping.Token);
                await queues.SweepAsync(_stopping.Token);
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFailure(e);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Sweeping the queues failed.")]
    private partial void LogFailure(Exception exception);
}
