using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.Serialization.SystemTextJson.Converters;

/// <summary>Reads dates as text (ISO 8601) or as seconds or milliseconds since 1970; writes text.</summary>
internal sealed class DateTimeConverter : JsonConverter<DateTime>
{
    /// <summary>The year 5000 as seconds; a larger number must be milliseconds.</summary>
    private const long LastPlausibleSecond = 157_753_180_800;

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        return reader.TokenType switch
        {
            JsonTokenType.String when reader.TryGetDateTime(out var date) => date,
            JsonTokenType.Number when reader.TryGetInt64(out var count) => count > LastPlausibleSecond
                ? DateTime.UnixEpoch.AddMilliseconds(count)
                : DateTime.UnixEpoch.AddSeconds(count),
            JsonTokenType.Number => DateTime.UnixEpoch.AddSeconds(reader.GetDouble()),
            _ => throw new JsonSerializerException($"Unknown data type for DateTime: {reader.TokenType}"),
        };
    }

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
    {
        writer.WriteStringValue(value);
    }
}
