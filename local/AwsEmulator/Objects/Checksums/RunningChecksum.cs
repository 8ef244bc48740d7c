using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace PromptToImage.AwsEmulator.Objects.Checksums;

/// <summary>One of S3's checksums over bytes as they come.</summary>
public sealed class RunningChecksum(ChecksumAlgorithm algorithm) : IDisposable
{
    [SuppressMessage("Security", "CA5350", Justification = "A checksum that S3 offers; nothing is secured by it.")]
    private readonly IncrementalHash? _hash = algorithm switch
    {
        ChecksumAlgorithm.Sha1 => IncrementalHash.CreateHash(HashAlgorithmName.SHA1),
        ChecksumAlgorithm.Sha256 => IncrementalHash.CreateHash(HashAlgorithmName.SHA256),
        _ => null,
    };

    private readonly Crc _crc = algorithm switch
    {
        ChecksumAlgorithm.Crc32C => Crc.Crc32C,
        ChecksumAlgorithm.Crc64Nvme => Crc.Crc64Nvme,
        _ => Crc.Crc32,
    };

    private ulong _sum;

    public ChecksumAlgorithm Algorithm => algorithm;

    public void Append(ReadOnlySpan<byte> data)
    {
        if (_hash is not null)
        {
            _hash.AppendData(data);
        }
        else
        {
            _sum = _crc.Append(_sum, data);
        }
    }

    /// <summary>The checksum so far as S3 writes it: Base64 of its bytes, highest first.</summary>
    public string Finish()
    {
        if (_hash is not null)
        {
            return Convert.ToBase64String(_hash.GetCurrentHash());
        }

        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, _sum);
        return Convert.ToBase64String(bytes[(8 - (_crc.Bits / 8))..]);
    }

    public void Dispose() => _hash?.Dispose();
}
