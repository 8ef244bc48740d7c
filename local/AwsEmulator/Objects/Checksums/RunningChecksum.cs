using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace PromptToImage.AwsEmulator.Objects.Checksums;

/// <summary>Computes a checksum of S3 while bytes arrive.</summary>
public sealed class RunningChecksum(ChecksumAlgorithm algorithm) : IDisposable
{
    [SuppressMessage("Security", "CA5350", Justification = "One of S3's checksums. It secures nothing.")]
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

    /// <summary>Returns the checksum of the bytes so far, as S3 writes it: its bytes in big-endian order, in Base64.</summary>
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
