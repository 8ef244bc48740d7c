using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Authorization;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// AWS JSON 1.0 (and 1.1): <c>POST /</c> with <c>X-Amz-Target: Prefix.Operation</c>,
/// https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html.
/// </summary>
/// <param name="targetPrefix">The service in the target header: <c>AWSStepFunctions</c>, <c>AmazonSQS</c>.</param>
/// <param name="operations">The operations offered, by name.</param>
/// <param name="parameters">The parameters of the operations.</param>
/// <param name="access">Checks the caller's permissions.</param>
/// <param name="permissions">The permissions that an operation requires, by its name and request.</param>
/// <param name="errorNamespace">The prefix of an error code in <c>__type</c>, as in SQS (<c>com.amazonaws.sqs#</c>); can be empty.</param>
/// <param name="hasQueryErrors">
/// Whether errors have the header <c>x-amzn-query-error</c>, as in services that also have a Query protocol.
/// </param>
public sealed class JsonProtocol(
    string targetPrefix,
    IReadOnlyDictionary<string, JsonOperationHandler> operations,
    OfferedParameters parameters,
    AccessControl access,
    Func<string, JsonElement, IEnumerable<Permission>> permissions,
    string errorNamespace = "",
    bool hasQueryErrors = false
) : IAwsProtocol
{
    /// <summary>The limit of a request body, in bytes. A message of 1 MiB fits even if all its characters are escaped.</summary>
    public const int MaxBodyBytes = 16 * 1024 * 1024;

    private const string ContentType = "application/x-amz-json-1.0";

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly string _prefix = targetPrefix + ".";

    public bool Accepts(HttpContext context) =>
        context.Request.Headers["X-Amz-Target"] is [{ } target] && target.StartsWith(_prefix, StringComparison.Ordinal);

    [SuppressMessage("Design", "CA1031", Justification = "Every failure becomes an error response.")]
    public async Task HandleAsync(HttpContext context)
    {
        var response = new ArrayBufferWriter<byte>(512);
        try
        {
            var name = context.Request.Headers["X-Amz-Target"].ToString()[_prefix.Length..];
            if (!operations.TryGetValue(name, out var operation))
            {
                throw AwsErrors.UnknownOperation(name);
            }

            var request = Parse(await RequestBody.ReadAsync(context, MaxBodyBytes));
            access.Require(access.CallerOf(context.Request), permissions(name, request));
            parameters.Check(name, request);
            using (var writer = new Utf8JsonWriter(response, WriterOptions))
            {
                writer.WriteStartObject();
                await operation(request, writer, context.RequestAborted);
                writer.WriteEndObject();
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            var error = RequestFailure.Record(context, context.Request.Headers["X-Amz-Target"].ToString(), e);
            await WriteErrorAsync(context, error, errorNamespace, hasQueryErrors);
            return;
        }

        context.Response.ContentType = ContentType;
        context.Response.ContentLength = response.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(response.WrittenMemory, context.RequestAborted);
    }

    /// <summary>Writes an error response.</summary>
    public static async Task WriteErrorAsync(
        HttpContext context,
        AwsException error,
        string errorNamespace = "",
        bool hasQueryErrors = false
    )
    {
        var body = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(body, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("__type", error.Code.Contains('#', StringComparison.Ordinal) ? error.Code : errorNamespace + error.Code);
            writer.WriteString("message", error.Message);
            foreach (var (name, value) in error.Details ?? new Dictionary<string, string>())
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        context.Response.StatusCode = error.Status;
        context.Response.ContentType = ContentType;
        if (hasQueryErrors)
        {
            context.Response.Headers["x-amzn-query-error"] =
                $"{error.QueryCode ?? error.Code};{(error.IsClientError ? "Sender" : "Receiver")}";
        }

        context.Response.ContentLength = body.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }

    // A JsonDocument rents memory in proportion to its text, and each thread keeps what it has rented: 20 threads would keep hundreds of
    // megabytes after large requests. A JsonElement without a document rents nothing.
    private static JsonElement Parse(byte[] body)
    {
        try
        {
            // An empty body is a request without members.
            var request = JsonElement.Parse(body.Length == 0 ? "{}"u8 : body);
            return request.ValueKind == JsonValueKind.Object && JsonUnicode.IsUnicode(body)
                ? request
                : throw new AwsException("SerializationException", "The request body is not a JSON object of valid Unicode text.");
        }
        catch (JsonException e)
        {
            throw new AwsException("SerializationException", $"The request body is not JSON: {e.Message}");
        }
    }
}
