using System.Buffers.Binary;

namespace PromptToImage.AwsEmulator.Storage;

/// <summary>The header of SQLite's write-ahead log, https://sqlite.org/fileformat2.html#walformat.</summary>
internal static class WriteAheadLog
{
    private const int HeaderSize = 32;
    private const uint LittleEndian = 0x377f0682;
    private const uint BigEndian = 0x377f0683;

    /// <summary>
    /// Whether a file begins as a log does. A log without content is valid: a checkpoint empties it, and after a power failure a part that
    /// was not written yet is empty or zero.
    /// </summary>
    public static bool HasValidHeader(string file)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.Read(handle, header, 0);
        return !header[..length].ContainsAnyExcept((byte)0)
            || (length == HeaderSize && BinaryPrimitives.ReadUInt32BigEndian(header) is LittleEndian or BigEndian);
    }
}
