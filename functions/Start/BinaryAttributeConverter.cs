using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptToImage.Functions.Start;

/// <summary>
/// Converts binary message attributes, which events contain as base64. Start does not use them, but any sender can set one. Without
/// this converter the event could not be read, and every receive of the message would fail.
/// </summary>
public sealed class BinaryAttributeConverter : JsonConverter<MemoryStream>
{
    public override MemoryStream Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetBytesFromBase64(), writable: false);

    public override void Write(Utf8JsonWriter writer, MemoryStream value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(value.ToArray());
}
