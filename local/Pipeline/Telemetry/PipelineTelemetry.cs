using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.Contracts;

namespace PromptToImage.Pipeline.Telemetry;

/// <summary>
/// Sends one trace per prompt and the metrics of CloudWatch to an OTLP endpoint. It does not exist where no endpoint is configured.
/// </summary>
internal sealed class PipelineTelemetry : IAsyncDisposable
{
    private static readonly TimeSpan LongestFlush = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(5);

    private readonly InvocationRecorder _recorder;
    private readonly TraceExporter _traces;
    private readonly MetricExporter _metrics;
    private readonly TraceWriter _writer = new();
    private readonly OpenTelemetrySdk _sdk;

    /// <param name="settings">Where telemetry is sent.</param>
    /// <param name="emulator">The services.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Create loggers for failures.</param>
    public PipelineTelemetry(TelemetrySettings settings, Emulator emulator, TimeProvider time, ILoggerFactory loggers)
    {
        AwsCallRecorder.Use();
        var store = new InvocationStore(emulator.Database);
        _recorder = new InvocationRecorder(store, time, loggers.CreateLogger<InvocationRecorder>());
        _metrics = new MetricExporter(emulator.Metrics);
        _sdk = CreateSdk(settings, loggers);
        _traces = new TraceExporter(
            emulator.Executions,
            _recorder,
            store,
            _writer,
            () => _sdk.TracerProvider.ForceFlush((int)LongestFlush.TotalMilliseconds),
            time,
            loggers.CreateLogger<TraceExporter>()
        );
    }

    /// <summary>The function's code, whose invocations are part of traces.</summary>
    public FunctionHandler Wrap(FunctionDescription function, FunctionHandler handler) => _recorder.Wrap(function, handler);

    /// <summary>Begins to write traces. Call it before executions resume.</summary>
    public Task StartAsync() => _traces.StartAsync(CancellationToken.None);

    /// <summary>Sends what waits, for a few seconds at most. The services must still run.</summary>
    public async ValueTask DisposeAsync()
    {
        await _traces.StopAsync(CancellationToken.None);
        _traces.Dispose();
        // Disposal alone would wait for traces and then for metrics.
        var limit = (int)LongestStop.TotalMilliseconds;
        await Task.WhenAll(
            Task.Run(() => _sdk.TracerProvider.Shutdown(limit)),
            Task.Run(() => _sdk.MeterProvider.Shutdown(limit))
        );
        _sdk.Dispose();
        _metrics.Dispose();
        _writer.Dispose();
    }

    private static OpenTelemetrySdk CreateSdk(TelemetrySettings settings, ILoggerFactory loggers)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(TelemetrySettings.Defaults!)
            .AddInMemoryCollection(settings.Variables!)
            .Build();
        return OpenTelemetrySdk.Create(builder =>
        {
            builder.Services.AddSingleton<IConfiguration>(configuration);
            builder
                .WithTracing(tracing => tracing.AddSource(TraceWriter.SourceName).AddOtlpExporter(Configure))
                .WithMetrics(metrics => metrics.AddMeter(MetricExporter.Meters).AddOtlpExporter(Configure));
        });

        void Configure(OtlpExporterOptions options) =>
            options.HttpClientFactory = () =>
                new HttpClient(new FailedRequests(loggers.CreateLogger<FailedRequests>()))
                {
                    Timeout = TimeSpan.FromMilliseconds(options.TimeoutMilliseconds),
                };
    }
}
