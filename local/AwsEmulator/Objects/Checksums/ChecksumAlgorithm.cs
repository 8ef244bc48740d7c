namespace PromptToImage.AwsEmulator.Objects.Checksums;

/// <summary>
/// The checksum algorithms of S3 that are offered,
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html.
/// </summary>
public enum ChecksumAlgorithm
{
    Crc32,
    Crc32C,
    Crc64Nvme,
    Sha1,
    Sha256,
}

/// <summary>The names of the checksum algorithms in requests, responses and listings.</summary>
public static class ChecksumNames
{
    public const string HeaderPrefix = "x-amz-checksum-";

    public static IReadOnlyList<ChecksumAlgorithm> All { get; } = Enum.GetValues<ChecksumAlgorithm>();

    /// <summary>S3's name of the algorithm: <c>CRC32</c>, <c>CRC64NVME</c>, …</summary>
    public static string Name(this ChecksumAlgorithm algorithm) =>
        algorithm switch
        {
            ChecksumAlgorithm.Crc32 => "CRC32",
            ChecksumAlgorithm.Crc32C => "CRC32C",
            ChecksumAlgorithm.Crc64Nvme => "CRC64NVME",
            ChecksumAlgorithm.Sha1 => "SHA1",
            _ => "SHA256",
        };

    /// <summary>The name in S3's error messages: <c>crc32</c>, <c>crc64nvme</c>, …</summary>
    public static string LowerName(this ChecksumAlgorithm algorithm) => algorithm.Header()[HeaderPrefix.Length..];

    /// <summary>The header that contains the checksum: <c>x-amz-checksum-crc32</c>, …</summary>
    public static string Header(this ChecksumAlgorithm algorithm) =>
        algorithm switch
        {
            ChecksumAlgorithm.Crc32 => "x-amz-checksum-crc32",
            ChecksumAlgorithm.Crc32C => "x-amz-checksum-crc32c",
            ChecksumAlgorithm.Crc64Nvme => "x-amz-checksum-crc64nvme",
            ChecksumAlgorithm.Sha1 => "x-amz-checksum-sha1",
            _ => "x-amz-checksum-sha256",
        };

    public static int SizeInBytes(this ChecksumAlgorithm algorithm) =>
        algorithm switch
        {
            ChecksumAlgorithm.Crc32 or ChecksumAlgorithm.Crc32C => 4,
            ChecksumAlgorithm.Crc64Nvme => 8,
            ChecksumAlgorithm.Sha1 => 20,
            _ => 32,
        };

    /// <summary>Returns the algorithm with this name, without regard to case; null if it is not offered.</summary>
    public static ChecksumAlgorithm? Parse(string name)
    {
        foreach (var algorithm in All)
        {
            if (name.Equals(algorithm.Name(), StringComparison.OrdinalIgnoreCase))
            {
                return algorithm;
            }
        }

        return null;
    }
}
