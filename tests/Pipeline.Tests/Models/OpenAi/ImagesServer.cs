using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PromptToImage.Pipeline.Tests.Models.OpenAi;

/// <summary>A small server of the OpenAI images API, which answers as a test says. It reads no chunked requests.</summary>
internal sealed class ImagesServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<JsonNode> _requests = [];

    private ImagesServer(WebApplication application) => _application = application;

    public Uri Address => new(_application.Urls.Single());

    /// <summary>The bodies of the requests for images.</summary>
    public IReadOnlyCollection<JsonNode> Requests => _requests;

    /// <summary>The path of the last request for an image.</summary>
    public string? Path { get; private set; }

    /// <param name="response">The response to each request for an image: a status and a body.</param>
    /// <param name="model">The id of the only model.</param>
    public static async Task<ImagesServer> StartAsync(Func<Task<(int Status, string Body)>> response, string model = "flux")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ImagesServer(builder.Build());
        server._application.Run(async context =>
        {
            if (context.Request.Method == "GET")
            {
                await WriteAsync(context, 200, $$"""{"data":[{"id":"{{model}}","object":"model"}]}""");
                return;
            }

            if (context.Request.ContentLength is null)
            {
                await WriteAsync(context, 411, """{"error":"The request has no length"}""");
                return;
            }

            server.Path = context.Request.Path;
            server._requests.Enqueue((await JsonNode.ParseAsync(context.Request.Body))!);
            var (status, body) = await response();
            await WriteAsync(context, status, body);
        });
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public static Task<ImagesServer> StartAsync(int status, string body, string model = "flux") =>
        StartAsync(() => Task.FromResult((status, body)), model);

    /// <summary>The response with an image.</summary>
    public static string ImageJson(byte[] image) => $$"""{"created":1,"data":[{"b64_json":"{{Convert.ToBase64String(image)}}"}]}""";

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static async Task WriteAsync(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body);
    }
}
