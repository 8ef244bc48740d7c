namespace PromptToImage.AwsEmulator.Objects.Checksums;

/// <summary>How requests, answers and listings name the checksums.</summary>
public static class ChecksumNames
{
    public const string HeaderPrefix = "x-amz-checksum-";

    public static IReadOnlyList<ChecksumAlgorithm> All { get; } = Enum.GetValues<ChecksumAlgorithm>();

    /// <summary><c>CRC32</c>, <c>CRC64NVME</c>, …</summary>
    public static string Name(this ChecksumAlgorithm algorithm) =>
        algorithm switch
        {
            ChecksumAlgorithm.Crc32 => "CRC32",
            ChecksumAlgorithm.Crc32C => "CRC32C",
            ChecksumAlgorithm.Crc64Nvme => "CRC64NVME",
            ChecksumAlgorithm.Sha1 => "SHA1",
            _ => "SHA256",
        };

    /// <summary><c>x-amz-checksum-crc32</c>, …</summary>
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

    /// <summary>By its name in any case; null when there is none such.</summary>
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
