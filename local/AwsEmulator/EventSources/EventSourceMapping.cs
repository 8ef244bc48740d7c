using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.EventSources;

/// <summary>
/// Lambda's event source mapping: long-polls the queue, invokes the function with each batch, deletes the messages that succeeded and
/// leaves the others to their visibility timeout. There are as many pollers as concurrent invocations, so a poller never holds messages
/// that it cannot pass to the function. The function's execution role needs the permissions for all of this:
/// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html.
/// </summary>
public sealed partial class EventSourceMapping(
    EventSourceSettings settings,
    QueueService queues,
    FunctionRegistry functions,
    AccessControl access,
    TimeProvider time,
    ILogger<EventSourceMapping> logger
) : BackgroundService, IAsyncDisposable
{
    private static readonly TimeSpan PollTime = TimeSpan.FromSeconds(QueueLimits.MaxWaitSeconds);

    // After a failure of the mapping itself (the store, a missing function), not of the function.
    private static readonly TimeSpan FirstRestAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRestAfterFailure = TimeSpan.FromSeconds(10);

    private readonly EventSourceSettings _settings = settings;
    private readonly QueueService _queues = queues;
    private readonly FunctionRegistry _functions = functions;
    private readonly AccessControl _access = access;
    private readonly TimeProvider _time = time;
    private readonly ILogger<EventSourceMapping> _logger = logger;

    /// <summary>Checks queue and function, and begins to poll.</summary>
    /// <exception cref="InvalidOperationException">
    /// The queue's visibility timeout is too short for the function's timeout, or the execution role may not read the queue.
    /// </exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Check();
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Checks queue and function as Lambda does when a mapping is created.</summary>
    /// <exception cref="AwsException">The queue or the function does not exist.</exception>
    /// <exception cref="InvalidOperationException">The queue's visibility timeout is too short for the function's timeout.</exception>
    public void Check()
    {
        var function = _functions.Find(_settings.Function);
        foreach (var operation in (string[])["ReceiveMessage", "GetQueueAttributes"])
        {
            if (!_access.Allows(function.ExecutionRole, PermissionFor(operation)))
            {
                throw new InvalidOperationException(
                    $"The provided execution role does not have permissions to call {operation} on SQS"
                );
            }
        }

        var visibility = _queues.SettingsFor(_settings.Queue).VisibilityTimeout;
        if (visibility < function.Timeout)
        {
            throw new InvalidOperationException(
                $"Queue visibility timeout: {visibility.TotalSeconds} seconds is less than Function timeout: {function.Timeout.TotalSeconds} seconds"
            );
        }
    }

    /// <summary>Stops polling. Does not wait for running invocations: their messages are delivered again after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Gives back the messages that a mapping held when its process ended.
        await new GrowingDelay(FirstRestAfterFailure, LongestRestAfterFailure).RetryAsync(
            () => _queues.ReleaseHeldAsync(_settings.Queue),
            (failure, _) => LogFailure(failure, _settings.Queue, _settings.Function),
            _time,
            stoppingToken
        );
        await Task.WhenAll(
            Enumerable.Range(0, _settings.MaximumConcurrency).Select(_ => Task.Run(() => PollAsync(stoppingToken), stoppingToken))
        );
    }

    [SuppressMessage(
        "Design",
        "CA1031",
        Justification = "A poller continues after a failed batch. The failure is logged and the messages are delivered again."
    )]
    private async Task PollAsync(CancellationToken stoppingToken)
    {
        var rest = new GrowingDelay(FirstRestAfterFailure, LongestRestAfterFailure);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var batch = await _queues.ReceiveAsync(
                    _settings.Queue,
                    new ReceiveRequest
                    {
                        MaxMessages = _settings.BatchSize,
                        Wait = PollTime,
                        IsHeld = true,
                    },
                    stoppingToken
                );
                foreach (var part in Fit(batch))
                {
                    await HandleAsync(part, stoppingToken);
                }

                rest.Reset();
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFailure(e, _settings.Queue, _settings.Function);
                await Task.Delay(rest.Next(), _time, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task HandleAsync(IReadOnlyList<ReceivedMessage> batch, CancellationToken stoppingToken)
    {
        var payload = SqsEventJson.Write(AwsAccount.Arn("sqs", _settings.Queue), batch);
        var result = await _functions.InvokeAsync(_settings.Function, payload, stoppingToken);
        var succeeded =
            result.IsError ? null
            : _settings.ReportBatchItemFailures ? BatchResponse.Succeeded(result.Payload, batch)
            : batch;
        if (succeeded is null)
        {
            LogBatchFailed(_settings.Function, batch.Count, Encoding.UTF8.GetString(result.Payload));
            return;
        }

        if (succeeded.Count > 0)
        {
            _access.Require(_functions.Find(_settings.Function).ExecutionRole, PermissionFor("DeleteMessage"));
            await _queues.DeleteAsync(_settings.Queue, [.. succeeded.Select(message => message.ReceiptHandle)]);
        }
    }

    private Permission PermissionFor(string operation) => new($"sqs:{operation}", QueueService.ArnFor(_settings.Queue));

    /// <summary>Splits a batch that exceeds the payload limit of an invocation: ten messages can have 10 MiB.</summary>
    private static IEnumerable<IReadOnlyList<ReceivedMessage>> Fit(IReadOnlyList<ReceivedMessage> batch)
    {
        // A body that is escaped in JSON can be twice as long, rarely longer. Its attributes need space too.
        const int Share = FunctionRegistry.MaxPayloadBytes / 2;
        List<ReceivedMessage> part = [];
        var size = 0;
        foreach (var message in batch)
        {
            var length = Encoding.UTF8.GetByteCount(message.Body);
            if (part.Count > 0 && size + length > Share)
            {
                yield return part;
                part = [];
                size = 0;
            }

            part.Add(message);
            size += length;
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    [LoggerMessage(LogLevel.Error, "The mapping from {queue} to {function} failed; it goes on.")]
    private partial void LogFailure(Exception exception, string queue, string function);

    [LoggerMessage(LogLevel.Warning, "{function} failed a batch of {count}, which will be delivered again: {response}")]
    private partial void LogBatchFailed(string function, int count, string response);
}
