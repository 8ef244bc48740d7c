using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Messages;
using PromptToImage.SqsModel;

namespace PromptToImage.Pipeline.Api;

/// <summary>
/// The HTTP API that <c>cdk/</c> deploys with API Gateway: <c>POST /generate</c> into the queue, and
/// <c>GET /generate/{id}</c> from the execution. An error response is <c>{"message": …}</c>.
/// </summary>
public sealed class GenerateProtocol(QueueService queues, GenerateOptions options) : IAwsProtocol
{
    private const string Path = "/generate";

    /// <summary>The properties of Store's output that the deployed API returns.</summary>
    internal static IReadOnlyList<string> ImageMembers { get; } =
    ["bucket", "key", "manifestKey", "contentType", "size", "sha256", "width", "height", "storedAt"];

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Everything under the path except signed requests: those are S3's, on a bucket of that name.</summary>
    public bool Accepts(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal)
        && !context.Request.Headers.Authorization.ToString().StartsWith("AWS", StringComparison.Ordinal)
        && !context.Request.Query.ContainsKey("X-Amz-Signature");

    [SuppressMessage("Design", "CA1031", Justification = "At the edge of the process every exception becomes a response.")]
    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            var id = context.Request.Path.Value![Path.Length..].Trim('/');
            if (id.Length == 0 && HttpMethods.IsPost(context.Request.Method))
            {
                await SendAsync(context);
            }
            else if (id.Length > 0 && HttpMethods.IsGet(context.Request.Method))
            {
                await ReportStatusAsync(context, id);
            }
            else
            {
                await RejectAsync(context, 405, "Use POST /generate to send a prompt and GET /generate/{id} to read its status.");
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has disconnected.
        }
        catch (Exception e)
        {
            var error = RequestFailure.Record(context, e);
            await RejectAsync(context, error.Status is 413 ? 400 : error.Status, error.Message);
        }
    }

    private async Task SendAsync(HttpContext context)
    {
        // A page of another site can make a browser post a form or plain text, but not JSON.
        if (!IsJson(context.Request.ContentType))
        {
            await RejectAsync(context, 415, "Unsupported Media Type: send application/json.");
            return;
        }

        var body = await RequestBody.ReadAsync(context, QueueLimits.MaxMessageBytes);
        var (id, error) = Read(body);
        if (error is not null)
        {
            await RejectAsync(context, 400, "Invalid request body: " + error);
            return;
        }

        if (!options.MaySend())
        {
            await RejectAsync(
                context,
                502,
                "The queue did not accept the prompt. Nothing was sent. Try again, with the same id if you chose one."
            );
            return;
        }

        var sent = await queues.SendAsync(options.Queue(), new OutgoingMessage(Encoding.UTF8.GetString(body)));
        await RespondAsync(context, 202, response => response.WriteString("id", id ?? sent.MessageId));
    }

    private (string? Id, string? Error) Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var prompt = document.RootElement;
            if (prompt.ValueKind != JsonValueKind.Object || !JsonUnicode.IsUnicode(body))
            {
                return (null, "not a JSON object of valid Unicode text.");
            }

            List<string> errors = [];
            if (
                !prompt.TryGetProperty("prompt", out var text)
                || text.ValueKind != JsonValueKind.String
                || string.IsNullOrWhiteSpace(text.GetString())
            )
            {
                errors.Add("prompt is required and must not be blank.");
            }

            string? id = null;
            if (prompt.TryGetProperty("id", out var given))
            {
                id = given.ValueKind == JsonValueKind.String ? given.GetString() : null;
                if (id is null || !PromptId.IsValid(id))
                {
                    errors.Add($"id must be {PromptId.Rule}.");
                }
            }

            foreach (var further in options.FindErrors?.Invoke(prompt) ?? [])
            {
                errors.Add(further);
            }

            return (id, errors.Count == 0 ? null : string.Join(' ', errors));
        }
        catch (JsonException e)
        {
            return (null, e.Message);
        }
    }

    private Task ReportStatusAsync(HttpContext context, string id)
    {
        var attempt = context.Request.Query["attempt"].ToString();
        var isRetry = int.TryParse(attempt, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 1;
        var name = PromptExecutionName.For(id, isRetry ? number : 1);
        if (!options.MayDescribe(name))
        {
            return RejectAsync(context, 502, "The status could not be read. Try again.");
        }

        var execution = PromptId.IsValid(id) ? options.FindExecution(name) : null;
        if (execution is null)
        {
            return RejectAsync(context, 404, "No execution has this id. A prompt that is still in the queue has no execution yet.");
        }

        return RespondAsync(context, 200, response => Write(response, id, isRetry ? number : 1, execution));
    }

    private static void Write(Utf8JsonWriter response, string id, int attempt, GenerateExecution execution)
    {
        response.WriteString("id", id);
        response.WriteNumber("attempt", attempt);
        response.WriteString("status", execution.Status);
        response.WriteNumber("startDate", Seconds(execution.StartDate));
        if (execution.StopDate is { } stopDate)
        {
            response.WriteNumber("stopDate", Seconds(stopDate));
        }

        if (execution.Output is { } output)
        {
            WriteImage(response, output);
        }

        if (execution.Error is { } error)
        {
            response.WriteString("error", error);
        }

        if (execution.Cause is { } cause)
        {
            response.WriteString("cause", cause);
        }
    }

    private static void WriteImage(Utf8JsonWriter response, string output)
    {
        using var document = JsonDocument.Parse(output);
        if (
            document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("stored", out var stored)
            || stored.ValueKind != JsonValueKind.Object
        )
        {
            return;
        }

        response.WriteStartObject("image");
        foreach (var name in ImageMembers)
        {
            if (!stored.TryGetProperty(name, out var value))
            {
                continue;
            }

            response.WritePropertyName(name);
            value.WriteTo(response);
        }

        response.WriteEndObject();
    }

    private static bool IsJson(string? contentType) =>
        contentType?.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase) == true;

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    private static Task RejectAsync(HttpContext context, int status, string message) =>
        RespondAsync(context, status, response => response.WriteString("message", message));

    private static async Task RespondAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>(256);
        await using (var response = new Utf8JsonWriter(body, WriterOptions))
        {
            response.WriteStartObject();
            write(response);
            response.WriteEndObject();
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }
}
