using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects;

/// <summary>A multipart upload that was not aborted.</summary>
/// <param name="Algorithm">The checksum algorithm that the client chose. Null: S3's default, CRC64NVME of the whole object.</param>
/// <param name="IsComposite">Whether the object's checksum is computed from the checksums of its parts.</param>
/// <param name="Result">Null until the upload is completed.</param>
public sealed record MultipartUpload(
    string Id,
    string Bucket,
    string Key,
    ObjectDescription Description,
    ChecksumAlgorithm? Algorithm,
    bool IsComposite,
    DateTimeOffset Created,
    CompletedUpload? Result = null
);

/// <summary>A part of a multipart upload.</summary>
/// <param name="Version">The number of the file that contains the part.</param>
/// <param name="Size">In bytes.</param>
public sealed record UploadedPart(int Number, long Version, long Size, string ETag, ObjectChecksum Checksum, DateTimeOffset Modified);

/// <summary>A part as a CompleteMultipartUpload request names it.</summary>
/// <param name="Checksum">The checksum that the request gives for the part; null if it gives none.</param>
public sealed record CompletedPart(int Number, string ETag, ObjectChecksum? Checksum = null);

/// <summary>The result of a completed multipart upload.</summary>
public sealed record CompletedUpload(string ETag, ObjectChecksum? Checksum);

/// <summary>
/// The properties of the whole object that a CompleteMultipartUpload request expects. Null: the request does not give the property.
/// </summary>
/// <param name="Size">In bytes.</param>
public sealed record ExpectedObject(long? Size = null, ObjectChecksum? Checksum = null, bool? IsComposite = null);
