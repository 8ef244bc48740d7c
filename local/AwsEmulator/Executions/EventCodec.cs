using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// The events of one decision as they are stored: their JSON, one event a line. The events of a decision repeat each
/// other's data, so Brotli at its fastest makes them a sixth; that costs less than writing the rest would.
/// </summary>
internal static class EventCodec
{
    // What stands before compressed lines: a mark that no JSON begins with, and the length of the lines.
    private const byte CompressedMark = 1;
    private const int HeaderLength = 1 + sizeof(int);

    // Below this there is nothing to gain.
    private const int SmallestToCompress = 512;

    private const int Quality = 1;

    // A decision on the largest data there is has some MiB; repeats are found over 256 KiB.
    private const int Window = 18;

    public static byte[] Encode(IReadOnlyList<HistoryEvent> events)
    {
        var lines = new ArrayBufferWriter<byte>(4096);
        foreach (var historyEvent in events)
        {
            historyEvent.WriteTo(lines);
            lines.Write("\n"u8);
        }

        return lines.WrittenCount < SmallestToCompress ? lines.WrittenSpan.ToArray() : Compress(lines.WrittenSpan);
    }

    public static List<HistoryEvent> Decode(ReadOnlySpan<byte> stored)
    {
        if (stored[0] != CompressedMark)
        {
            return ReadLines(stored);
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(stored[1..]);
        var lines = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            if (!BrotliDecoder.TryDecompress(stored[HeaderLength..], lines, out var written) || written != length)
            {
                throw new InvalidDataException("A stored history cannot be read: it does not decompress.");
            }

            return ReadLines(lines.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(lines);
        }
    }

    private static byte[] Compress(ReadOnlySpan<byte> lines)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(HeaderLength + BrotliEncoder.GetMaxCompressedLength(lines.Length));
        try
        {
            buffer[0] = CompressedMark;
            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(1), lines.Length);
            if (!BrotliEncoder.TryCompress(lines, buffer.AsSpan(HeaderLength), out var written, Quality, Window))
            {
                throw new InvalidOperationException("Brotli needs more room than it says.");
            }

            return buffer.AsSpan(0, HeaderLength + written).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Compact JSON has no line breaks of its own.
    private static List<HistoryEvent> ReadLines(ReadOnlySpan<byte> lines)
    {
        var events = new List<HistoryEvent>();
        foreach (var line in lines.Split((byte)'\n'))
        {
            if (!lines[line].IsEmpty)
            {
                events.Add(HistoryEvent.Parse(lines[line]));
            }
        }

        return events;
    }
}
