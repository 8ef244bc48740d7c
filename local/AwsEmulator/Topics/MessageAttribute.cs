namespace PromptToImage.AwsEmulator.Topics;

/// <summary>A message attribute. Binary ones keep their Base64 text.</summary>
/// <param name="DataType"><c>String</c>, <c>String.Array</c>, <c>Number</c> or <c>Binary</c>, with any label after a dot.</param>
public sealed record MessageAttribute(string DataType, string Value);
