namespace PromptToImage.AwsEmulator.Objects;

public sealed record Bucket(string Name, DateTimeOffset Created);
