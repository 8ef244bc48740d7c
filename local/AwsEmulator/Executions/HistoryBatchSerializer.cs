using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>Consecutive history events as one row of the database stores them.</summary>
internal readonly record struct HistoryBatch(long FirstEventId, int Count, byte[] Data);

/// <summary>
/// Serializes history events as JSON lines, compressed with Brotli at its fastest. The events of a decision repeat each other's data:
/// compression reduces them to a sixth and costs less than writing the rest would.
/// </summary>
internal static class HistoryBatchSerializer
{
    // A batch ends when it has this many bytes of JSON. A single event is smaller: its data is limited to 256 KiB.
    private const int MaxJsonBytes = 4 * 1024 * 1024;

    // A batch with more bytes of JSON is compressed in parts, so that the JSON does not need that much memory.
    private const int PartBytes = 256 * 1024;

    // A stored length above this limit is not ours. It is checked before anything is allocated.
    private const int MaxStoredLength = 64 * 1024 * 1024;

    // Compressed data starts with this byte, which no JSON text starts with, and the length of the JSON.
    private const byte CompressedMark = 1;
    private const int HeaderLength = 1 + sizeof(int);

    private const int MinCompressedLength = 512;
    private const int Quality = 1;

    // The base-2 logarithm of the window in which Brotli finds repetitions: 256 KiB, the limit of a state's data.
    private const int Window = 18;

    /// <param name="events">At least one, with consecutive ids.</param>
    public static IReadOnlyList<HistoryBatch> Serialize(IReadOnlyList<HistoryEvent> events)
    {
        var batches = new List<HistoryBatch>(1);
        var json = new ArrayBufferWriter<byte>(4096);
        CompressedBatch? compressed = null;
        var first = 0;
        for (var i = 0; i < events.Count; i++)
        {
            events[i].WriteTo(json);
            json.Write("\n"u8);
            if ((compressed?.JsonLength ?? 0) + json.WrittenCount >= MaxJsonBytes || i == events.Count - 1)
            {
                var isShort = compressed is null && json.WrittenCount < MinCompressedLength;
                var data = isShort ? json.WrittenSpan.ToArray() : (compressed ?? new CompressedBatch()).End(json.WrittenSpan);
                batches.Add(new HistoryBatch(events[first].Id, i - first + 1, data));
                json.ResetWrittenCount();
                compressed = null;
                first = i + 1;
            }
            else if (json.WrittenCount >= PartBytes)
            {
                compressed ??= new CompressedBatch();
                compressed.Add(json.WrittenSpan);
                json.ResetWrittenCount();
            }
        }

        return batches;
    }

    /// <param name="data">As it is stored.</param>
    /// <param name="forReplay">Whether only what a replay needs is read, see <see cref="HistoryEvent.ParseForReplay"/>.</param>
    /// <exception cref="InvalidDataException">The data is damaged.</exception>
    public static List<HistoryEvent> Deserialize(ReadOnlySpan<byte> data, bool forReplay = false)
    {
        try
        {
            var events = data is [CompressedMark, ..] ? Decompress(data, forReplay) : ReadLines(data, forReplay);
            return events.Count > 0 ? events : throw new InvalidDataException("The stored history is damaged: it has no events.");
        }
        catch (JsonFormatException e)
        {
            throw new InvalidDataException($"The stored history is damaged: {e.Message}", e);
        }
    }

    private static List<HistoryEvent> Decompress(ReadOnlySpan<byte> data, bool forReplay)
    {
        var length = data.Length < HeaderLength ? -1 : BinaryPrimitives.ReadInt32LittleEndian(data[1..]);
        if (length is < 0 or > MaxStoredLength)
        {
            throw new InvalidDataException($"The stored history is damaged: its length is {length}.");
        }

        var json = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            if (!BrotliDecoder.TryDecompress(data[HeaderLength..], json, out var written) || written != length)
            {
                throw new InvalidDataException("The stored history is damaged: it cannot be decompressed.");
            }

            return ReadLines(json.AsSpan(0, length), forReplay);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(json);
        }
    }

    // Compact JSON contains no line breaks.
    private static List<HistoryEvent> ReadLines(ReadOnlySpan<byte> lines, bool forReplay)
    {
        var events = new List<HistoryEvent>();
        foreach (var line in lines.Split((byte)'\n'))
        {
            if (!lines[line].IsEmpty)
            {
                events.Add(forReplay ? HistoryEvent.ParseForReplay(lines[line]) : HistoryEvent.Parse(lines[line]));
            }
        }

        return events;
    }

    /// <summary>A batch that is compressed while its events are written.</summary>
    private sealed class CompressedBatch
    {
        private readonly ArrayBufferWriter<byte> _data = new(4096);
        private BrotliEncoder _encoder = new(Quality, Window);

        public CompressedBatch() => _data.Write(stackalloc byte[HeaderLength]);

        public int JsonLength { get; private set; }

        public void Add(ReadOnlySpan<byte> json) => Compress(json, isLast: false);

        /// <summary>Adds the last events and returns the batch's data.</summary>
        public byte[] End(ReadOnlySpan<byte> json)
        {
            Compress(json, isLast: true);
            _encoder.Dispose();
            var data = _data.WrittenSpan.ToArray();
            data[0] = CompressedMark;
            BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(1), JsonLength);
            return data;
        }

        private void Compress(ReadOnlySpan<byte> json, bool isLast)
        {
            JsonLength += json.Length;
            OperationStatus status;
            do
            {
                status = _encoder.Compress(json, _data.GetSpan(1024), out var consumed, out var written, isLast);
                _data.Advance(written);
                json = json[consumed..];
            } while (status == OperationStatus.DestinationTooSmall);
            if (status != OperationStatus.Done)
            {
                throw new InvalidOperationException($"Brotli ended with {status}.");
            }
        }
    }
}
