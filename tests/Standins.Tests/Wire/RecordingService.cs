using System.Collections.Concurrent;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace PromptToImage.Standins.Tests.Wire;

/// <summary>
/// A service on loopback that records what it is asked and answers from a list, the last response over and over.
/// </summary>
public sealed class RecordingService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Response> _responses;
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    private RecordingService(WebApplication app, IEnumerable<Response> responses)
    {
        _app = app;
        _responses = new ConcurrentQueue<Response>(responses);
    }

    public static BasicAWSCredentials Credentials { get; } = new("AKIDEXAMPLE", "secret");

    public string Url => _app.Urls.Single();

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public static async Task<RecordingService> StartAsync(params Response[] responses)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var service = new RecordingService(app, responses);
        app.Run(service.HandleAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    /// <summary>A configuration for this service: its URL, us-east-1, no retries.</summary>
    public TConfig Configure<TConfig>(int retries = 0)
        where TConfig : ClientConfig, new()
    {
        return new TConfig
        {
            ServiceURL = Url,
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = retries,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var path = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        _requests.Enqueue(
            new RecordedRequest(
                context.Request.Method,
                path,
                context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                await reader.ReadToEndAsync(context.RequestAborted)
            )
        );
        var response = _responses.Count > 1 && _responses.TryDequeue(out var next) ? next : _responses.First();
        context.Response.StatusCode = response.Status;
        context.Response.ContentType = response.ContentType;
        context.Response.Headers["x-amzn-RequestId"] = "req-1";
        foreach (var (name, value) in response.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(response.Body, context.RequestAborted);
    }
}
