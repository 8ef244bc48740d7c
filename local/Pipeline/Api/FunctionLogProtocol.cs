using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.Pipeline.Api;

/// <summary>
/// <c>GET /_local/logs/ID</c>: the entries of the functions' log that name a prompt, as a JSON array. On AWS, CloudWatch Logs has them.
/// The path cannot collide with a bucket, because a bucket's name never begins with an underscore.
/// </summary>
internal sealed class FunctionLogProtocol(FunctionLogReader log) : IAwsProtocol
{
    private const string Path = "/_local/logs/";

    public bool Accepts(HttpContext context) =>
        context.Request.Path.Value is { } path
        && path.StartsWith(Path, StringComparison.Ordinal)
        && path.Length > Path.Length
        && HttpMethods.IsGet(context.Request.Method);

    public async Task HandleAsync(HttpContext context)
    {
        var id = context.Request.Path.Value![Path.Length..];
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartArray();
        foreach (var entry in log.Find(id))
        {
            json.WriteStartObject();
            json.WriteString("time", entry.Time);
            json.WriteString("function", entry.Function);
            json.WriteString("message", entry.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
