namespace PromptToImage.Emulation.Objects;

public sealed record Bucket(string Name, DateTimeOffset Created);
