using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// An exception as Lambda's .NET runtime reports it: its class name without namespace, its message, its stack, and what caused
/// it (Amazon.Lambda.RuntimeSupport, LambdaJsonExceptionWriter).
/// </summary>
public static class FunctionErrorJson
{
    // Lambda cuts reports at 100 KB; a chain of causes deeper than this says nothing new.
    private const int DeepestCause = 8;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(Exception exception)
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
        // One exception in an aggregate is what the handler threw.
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
            // The function's own frames only: below them is whatever called it, here as on Lambda.
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
        if (exception.InnerException is { } cause && depth < DeepestCause)
        {
            writer.WritePropertyName("cause");
            Write(writer, cause, depth + 1);
        }

        writer.WriteEndObject();
    }
}
