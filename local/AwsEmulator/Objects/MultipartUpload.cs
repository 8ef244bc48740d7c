using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>An upload in parts that is neither completed nor aborted.</summary>
/// <param name="Algorithm">The checksum that the client wants kept; null: S3's own choice, of the whole object.</param>
public sealed record MultipartUpload(
    string Id,
    string Bucket,
    string Key,
    ObjectDescription Description,
    ChecksumAlgorithm? Algorithm,
    bool IsComposite,
    DateTimeOffset Created
);
