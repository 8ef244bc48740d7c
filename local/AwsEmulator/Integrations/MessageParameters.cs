using System.Text.Json;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>Reads parameters that sqs:sendMessage and sns:publish share.</summary>
internal static class MessageParameters
{
    /// <summary>A message as text. A value that is not a string is sent as JSON.</summary>
    public static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    public static Dictionary<string, T> Attributes<T>(JsonElement parameters, Func<string, string?, byte[]?, T> create)
    {
        var attributes = new Dictionary<string, T>(StringComparer.Ordinal);
        if (parameters.TryGetProperty("MessageAttributes", out var given) && given.ValueKind == JsonValueKind.Object)
        {
            foreach (var attribute in given.EnumerateObject())
            {
                attributes[attribute.Name] = create(
                    Member(attribute.Value, "DataType") ?? "",
                    Member(attribute.Value, "StringValue"),
                    Binary(attribute.Value)
                );
            }
        }

        return attributes;
    }

    private static string? Member(JsonElement attribute, string name) =>
        attribute.ValueKind == JsonValueKind.Object
        && attribute.TryGetProperty(name, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? Text(value)
            : null;

    private static byte[]? Binary(JsonElement attribute) =>
        Member(attribute, "BinaryValue") is { } text && Convert.TryFromBase64String(text, new byte[text.Length], out var length)
            ? Convert.FromBase64String(text)[..length]
            : null;
}
