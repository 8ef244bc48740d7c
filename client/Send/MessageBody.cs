using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Client.Send;

/// <summary>Writes queue messages. Equal prompts give equal text, because ids are derived from it.</summary>
internal static class MessageBody
{
    /// <summary>Does not escape letters, so that prompts in any language stay short.</summary>
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="id">Null writes a message without an id.</param>
    public static string Write(PromptMessage message, string? id)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            WriteText(json, "id", id);
            WriteText(json, "prompt", message.Prompt);
            WriteText(json, "negativePrompt", message.NegativePrompt);
            WriteText(json, "aspectRatio", message.AspectRatio);
            if (message.Seed is not null)
            {
                json.WritePropertyName("seed");
                json.WriteRawValue(message.Seed);
            }
            WriteText(json, "outputFormat", message.OutputFormat);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
