using System.Text.Json.Serialization;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>A message attribute: a typed value beside the body.</summary>
/// <param name="DataType"><c>String</c>, <c>Number</c> or <c>Binary</c>, with a custom label behind a dot if any.</param>
/// <param name="StringValue">The value of a String or Number.</param>
/// <param name="BinaryValue">The value of a Binary.</param>
public sealed record MessageAttribute(string DataType, string? StringValue, byte[]? BinaryValue = null)
{
    [JsonIgnore]
    public bool IsBinary => DataType.StartsWith("Binary", StringComparison.Ordinal);

    public static MessageAttribute Text(string value) => new("String", value);

    public static MessageAttribute Number(long value) => new("Number", value.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
