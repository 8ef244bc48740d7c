using System.Text.Json.Serialization;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>A message attribute.</summary>
/// <param name="DataType"><c>String</c>, <c>Number</c> or <c>Binary</c>, optionally followed by a dot and a custom label.</param>
/// <param name="StringValue">The value of a String or Number.</param>
/// <param name="BinaryValue">The value of a Binary.</param>
public sealed record QueueMessageAttribute(string DataType, string? StringValue, byte[]? BinaryValue = null)
{
    [JsonIgnore]
    public bool IsBinary => DataType.StartsWith("Binary", StringComparison.Ordinal);

    public static QueueMessageAttribute Text(string value) => new("String", value);

    public static QueueMessageAttribute Number(long value) =>
        new("Number", value.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
