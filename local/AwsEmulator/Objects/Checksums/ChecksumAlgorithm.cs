namespace PromptToImage.AwsEmulator.Objects.Checksums;

/// <summary>The checksums that S3 knows, https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html.</summary>
public enum ChecksumAlgorithm
{
    Crc32,
    Crc32C,
    Crc64Nvme,
    Sha1,
    Sha256,
}
