using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptToImage.Functions.Start;

/// <summary>
/// Binary message attributes, which stand in events as base64. We use none, but any sender may set one, and an event
/// that could not be read would fail its whole batch for ever.
/// </summary>
public sealed class BinaryAttributeConverter : JsonConverter<MemoryStream>
{
    public override MemoryStream Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetBytesFromBase64(), writable: false);

    public override void Write(Utf8JsonWriter writer, MemoryStream value, JsonSerializerOptions options) =>
        writer.WriteBase64StringValue(value.ToArray());
}
