namespace PromptToImage.AwsEmulator.Objects;

/// <summary>A part of an upload.</summary>
/// <param name="Version">The number of its content's file.</param>
public sealed record UploadedPart(int Number, long Version, long Size, string ETag, ObjectChecksum Checksum, DateTimeOffset Modified);
