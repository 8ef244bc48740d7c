using System.Buffers.Binary;

namespace PromptToImage.AwsEmulator.Objects.Checksums;

/// <summary>Computes a reflected CRC of 32 or 64 bits, eight bytes per step. Thread-safe.</summary>
public sealed class Crc
{
    /// <summary>CRC-32/ISO-HDLC: the CRC32 of S3, zlib and PNG.</summary>
    public static readonly Crc Crc32 = new(0xEDB88320, 32);

    /// <summary>CRC-32/ISCSI (Castagnoli): S3's CRC32C.</summary>
    public static readonly Crc Crc32C = new(0x82F63B78, 32);

    /// <summary>CRC-64/NVME: S3's CRC64NVME, which S3 computes for uploads without a checksum.</summary>
    public static readonly Crc Crc64Nvme = new(0x9A6C9329AC4BC9B5, 64);

    private readonly ulong[][] _tables = new ulong[8][];
    private readonly ulong _ones;

    private Crc(ulong polynomial, int bits)
    {
        _ones = bits == 64 ? ulong.MaxValue : uint.MaxValue;
        Bits = bits;
        for (var table = 0; table < _tables.Length; table++)
        {
            _tables[table] = new ulong[256];
        }

        for (var value = 0; value < 256; value++)
        {
            var crc = (ulong)value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ polynomial : crc >> 1;
            }

            _tables[0][value] = crc;
        }
        for (var table = 1; table < _tables.Length; table++)
        {
            for (var value = 0; value < 256; value++)
            {
                var before = _tables[table - 1][value];
                _tables[table][value] = (before >> 8) ^ _tables[0][before & 0xFF];
            }
        }
    }

    /// <summary>The size of the checksum in bits: 32 or 64.</summary>
    public int Bits { get; }

    /// <summary>Returns the checksum of previous bytes and <paramref name="data"/>.</summary>
    /// <param name="seed">The checksum of the previous bytes; 0 for the first bytes.</param>
    public ulong Append(ulong seed, ReadOnlySpan<byte> data)
    {
        var crc = seed ^ _ones;
        ulong[] t0 = _tables[0],
            t1 = _tables[1],
            t2 = _tables[2],
            t3 = _tables[3];
        ulong[] t4 = _tables[4],
            t5 = _tables[5],
            t6 = _tables[6],
            t7 = _tables[7];
        while (data.Length >= 8)
        {
            var x = BinaryPrimitives.ReadUInt64LittleEndian(data) ^ crc;
            crc =
                t7[x & 0xFF]
                ^ t6[(x >> 8) & 0xFF]
                ^ t5[(x >> 16) & 0xFF]
                ^ t4[(x >> 24) & 0xFF]
                ^ t3[(x >> 32) & 0xFF]
                ^ t2[(x >> 40) & 0xFF]
                ^ t1[(x >> 48) & 0xFF]
                ^ t0[x >> 56];
            data = data[8..];
        }
        foreach (var value in data)
        {
            crc = t0[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return crc ^ _ones;
    }
}
