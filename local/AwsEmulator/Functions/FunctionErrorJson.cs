using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// Writes an exception as Lambda's .NET runtime reports it: its class name without namespace, message, stack trace and inner exceptions
/// (Amazon.Lambda.RuntimeSupport, LambdaJsonExceptionWriter).
/// </summary>
public static class FunctionErrorJson
{
    // Lambda truncates reports at 100 KB. A limit of the depth has the same purpose.
    private const int MaxDepth = 8;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] From(Exception exception)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, exception, 0);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Exception exception, int depth)
    {
        // The handler threw the only exception of an aggregate.
        if (exception is AggregateException { InnerExceptions.Count: 1 } aggregate)
        {
            exception = aggregate.InnerExceptions[0];
        }

        writer.WriteStartObject();
        writer.WriteString("errorType", exception.GetType().Name);
        writer.WriteString("errorMessage", exception.Message);
        writer.WriteStartArray("stackTrace");
        foreach (
            var line in (exception.StackTrace ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        )
        {
            // Only the function's own frames: the callers are not part of the report.
            if (line.StartsWith("at PromptToImage.AwsEmulator.Functions.", StringComparison.Ordinal))
            {
                break;
            }

            if (!line.StartsWith("---", StringComparison.Ordinal))
            {
                writer.WriteStringValue(line);
            }
        }

        writer.WriteEndArray();
        if (exception.InnerException is { } cause && depth < MaxDepth)
        {
            writer.WritePropertyName("cause");
            Write(writer, cause, depth + 1);
        }

        writer.WriteEndObject();
    }
}
