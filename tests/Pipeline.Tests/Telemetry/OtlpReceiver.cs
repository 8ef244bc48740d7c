using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PromptToImage.Pipeline.Tests.Telemetry;

/// <summary>
/// A receiver of OTLP over HTTP, https://opentelemetry.io/docs/specs/otlp/#otlphttp. The field numbers are those of
/// https://github.com/open-telemetry/opentelemetry-proto/tree/v1.9.0/opentelemetry/proto.
/// </summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<OtlpSpan> _spans = [];
    private readonly ConcurrentQueue<OtlpPoint> _points = [];
    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> _resources = [];
    private int _rejections;

    private OtlpReceiver(WebApplication server) => _server = server;

    public Uri Endpoint => new(_server.Urls.Single());

    public IReadOnlyList<OtlpSpan> Spans => [.. _spans];

    public IReadOnlyList<OtlpPoint> Points => [.. _points];

    /// <summary>The attributes of the senders.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Resources => [.. _resources];

    /// <summary>The paths and the header <c>x-key</c> of all requests.</summary>
    public ConcurrentQueue<(string Path, string Key)> Requests { get; } = [];

    /// <summary>Answers the next requests with 503, which asks the sender to repeat them.</summary>
    public void Reject(int requests) => _rejections = requests;

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var receiver = new OtlpReceiver(server);
        server.Run(receiver.ReceiveAsync);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        Requests.Enqueue((context.Request.Path.Value!, context.Request.Headers["x-key"].ToString()));
        using var body = new MemoryStream();
        await Uncompressed(context.Request).CopyToAsync(body, context.RequestAborted);
        if (Interlocked.Decrement(ref _rejections) >= 0)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var message = new ProtobufMessage(body.ToArray());
        if (context.Request.Path.Value!.EndsWith("/v1/traces", StringComparison.Ordinal))
        {
            ReadTraces(message);
        }
        else
        {
            ReadMetrics(message);
        }

        context.Response.ContentType = "application/x-protobuf";
    }

    private static Stream Uncompressed(HttpRequest request) =>
        request.Headers.ContentEncoding == "gzip" ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;

    private void ReadTraces(ProtobufMessage message)
    {
        foreach (var resource in message.Messages(1))
        {
            _resources.Enqueue(Attributes(resource.Messages(1).Single(), 1));
            foreach (var span in resource.Messages(2).SelectMany(scope => scope.Messages(2)))
            {
                var status = span.Messages(15).SingleOrDefault();
                _spans.Enqueue(
                    new OtlpSpan(
                        span.Hex(1),
                        span.Hex(2),
                        span.Hex(4),
                        span.Text(5),
                        Time(span.Number(7)),
                        Time(span.Number(8)),
                        Attributes(span, 9),
                        status?.Number(3) == 2,
                        status?.Text(2) ?? ""
                    )
                );
            }
        }
    }

    private void ReadMetrics(ProtobufMessage message)
    {
        foreach (var scope in message.Messages(1).SelectMany(resource => resource.Messages(2)))
        {
            var meter = scope.Messages(1).Single().Text(1);
            foreach (var metric in scope.Messages(2))
            {
                foreach (var point in metric.Messages(5).SelectMany(gauge => gauge.Messages(1)))
                {
                    _points.Enqueue(new OtlpPoint(meter, metric.Text(1), "gauge", Attributes(point, 7), point.Double(4), 1));
                }

                foreach (var point in metric.Messages(9).SelectMany(histogram => histogram.Messages(1)))
                {
                    _points.Enqueue(
                        new OtlpPoint(meter, metric.Text(1), "histogram", Attributes(point, 9), point.Double(5), point.Number(4))
                    );
                }
            }
        }
    }

    private static Dictionary<string, string> Attributes(ProtobufMessage message, int field) =>
        message.Messages(field).ToDictionary(attribute => attribute.Text(1), attribute => Value(attribute.Messages(2).Single()));

    private static string Value(ProtobufMessage value) =>
        value.Text(1) is { Length: > 0 } text ? text : value.Number(3).ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(ulong nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks((long)(nanoseconds / 100));
}
