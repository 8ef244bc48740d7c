using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline.Telemetry;

/// <summary>Writes the trace of each execution when it has ended, and of each message that Start rejected.</summary>
/// <param name="executions">Step Functions.</param>
/// <param name="recorder">Records the invocations of functions.</param>
/// <param name="store">The recorded invocations.</param>
/// <param name="writer">Writes the traces.</param>
/// <param name="flush">Waits until what is written is sent, or could not be sent.</param>
/// <param name="time">Limits how long the stop may take.</param>
/// <param name="logger">Receives failures.</param>
internal sealed partial class TraceExporter(
    StepFunctionsService executions,
    InvocationRecorder recorder,
    InvocationStore store,
    TraceWriter writer,
    Action flush,
    TimeProvider time,
    ILogger<TraceExporter> logger
) : BackgroundService
{
    /// <summary>While the receiver is away, traces wait until there are so many. Further ones are lost, and no memory is.</summary>
    private const int MaxWaiting = 10_000;

    /// <summary>Fewer than OpenTelemetry's queue holds.</summary>
    private const int SpansPerFlush = 5_000;

    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(5);

    private readonly Channel<Func<Task<PromptTrace?>>> _waiting = Channel.CreateBounded<Func<Task<PromptTrace?>>>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true }
    );

    private IDisposable? _subscription;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _subscription = executions.Changes.Subscribe(change =>
        {
            if (change.Execution.StopDate is not null)
            {
                Enqueue(() => TraceAsync(change.Execution));
            }
        });
        recorder.Rejected += EnqueueRejected;
        // Those that ended shortly before the earlier process did.
        foreach (var trace in Ended())
        {
            Enqueue(trace);
        }

        return base.StartAsync(cancellationToken);
    }

    /// <summary>Writes what waits, for at most five seconds.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        recorder.Rejected -= EnqueueRejected;
        _waiting.Writer.TryComplete();
        using var limit = new CancellationTokenSource(LongestStop, time);
        await Task.WhenAny(ExecuteTask ?? Task.CompletedTask, Task.Delay(Timeout.InfiniteTimeSpan, time, limit.Token));
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var spans = 0;
        await foreach (var next in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            spans += await WriteAsync(next, stoppingToken);
            if (spans >= SpansPerFlush)
            {
                flush();
                spans = 0;
            }
        }

        // An execution is stored before it is announced, and the announcements have ended.
        foreach (var last in Ended())
        {
            await WriteAsync(last, stoppingToken);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A trace that cannot be written is logged. The next ones are written.")]
    private async Task<int> WriteAsync(Func<Task<PromptTrace?>> next, CancellationToken stoppingToken)
    {
        try
        {
            return await next() is { } trace ? writer.Write(trace) : 0;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailure(e);
            return 0;
        }
    }

    /// <summary>The executions that have ended and whose trace is not written.</summary>
    private IEnumerable<Func<Task<PromptTrace?>>> Ended()
    {
        foreach (var arn in store.Executions)
        {
            if (Find(arn) is { StopDate: not null } execution)
            {
                yield return () => TraceAsync(execution);
            }
        }
    }

    private void EnqueueRejected(string id, TracedInvocation start) =>
        Enqueue(() => Task.FromResult<PromptTrace?>(PromptTrace.Rejected(id, start)));

    private void Enqueue(Func<Task<PromptTrace?>> trace)
    {
        if (!_waiting.Writer.TryWrite(trace))
        {
            LogLost(MaxWaiting);
        }
    }

    private async Task<PromptTrace?> TraceAsync(ExecutionRecord execution)
    {
        await recorder.WhenStartedAsync(execution.Name);
        var history = executions.History(execution.Arn, Interpreter.MaxHistoryEvents).Events;
        var trace = PromptTrace.From(execution, history, store.Read(execution.Arn));
        await store.RemoveAsync(execution.Arn);
        return trace;
    }

    private ExecutionRecord? Find(string arn) =>
        StatesArn.ExecutionNames(arn) is { } names ? executions.TryDescribe(names.StateMachine, names.Execution)?.Execution : null;

    [LoggerMessage(LogLevel.Warning, "A trace could not be written.")]
    private partial void LogFailure(Exception exception);

    [LoggerMessage(LogLevel.Warning, "A trace is lost: {most} others wait to be sent.")]
    private partial void LogLost(int most);
}
