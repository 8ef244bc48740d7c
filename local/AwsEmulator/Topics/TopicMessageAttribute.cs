namespace PromptToImage.AwsEmulator.Topics;

/// <summary>A message attribute. A binary value is Base64 text.</summary>
/// <param name="DataType">
/// <c>String</c>, <c>String.Array</c>, <c>Number</c> or <c>Binary</c>, optionally followed by a dot and a custom label.
/// </param>
public sealed record TopicMessageAttribute(string DataType, string Value);
