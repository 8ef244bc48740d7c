namespace PromptToImage.AwsEmulator.Objects;

/// <summary>An object's entry.</summary>
/// <param name="Version">Tells this content from what the key had before and will have after; counts up.</param>
/// <param name="Path">Where its file is, relative to the objects' folder.</param>
/// <param name="ETag">MD5 of the content as 32 hex digits; of a multipart upload that of its parts', with their number after a dash.</param>
public sealed record StoredObject(
    string Bucket,
    string Key,
    long Version,
    string Path,
    long Size,
    string ETag,
    DateTimeOffset LastModified,
    ObjectDescription Description,
    ObjectChecksum? Checksum
);
