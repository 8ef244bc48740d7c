using System.Buffers.Binary;
using System.Text;

namespace PromptToImage.Pipeline.Tests.Telemetry;

/// <summary>The fields of a protobuf message by their numbers: https://protobuf.dev/programming-guides/encoding/.</summary>
internal sealed class ProtobufMessage
{
    private readonly ILookup<int, object> _fields;

    public ProtobufMessage(ReadOnlyMemory<byte> bytes)
    {
        List<(int Field, object Value)> fields = [];
        while (!bytes.IsEmpty)
        {
            var tag = Varint(ref bytes);
            fields.Add(
                (
                    (int)(tag >> 3),
                    (tag & 7) switch
                    {
                        0 => Varint(ref bytes),
                        1 => BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8).Span),
                        2 => Take(ref bytes, (int)Varint(ref bytes)),
                        5 => (ulong)BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4).Span),
                        var type => throw new InvalidDataException($"Wire type {type}"),
                    }
                )
            );
        }

        _fields = fields.ToLookup(field => field.Field, field => field.Value);
    }

    public IEnumerable<ProtobufMessage> Messages(int field) =>
        _fields[field].Select(value => new ProtobufMessage((ReadOnlyMemory<byte>)value));

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field).Span);

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field).Span);

    public ulong Number(int field) => (ulong?)_fields[field].SingleOrDefault() ?? 0;

    public double Double(int field) => BitConverter.UInt64BitsToDouble(Number(field));

    private ReadOnlyMemory<byte> Bytes(int field) => (ReadOnlyMemory<byte>?)_fields[field].SingleOrDefault() ?? default;

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> bytes, int length)
    {
        var taken = bytes[..length];
        bytes = bytes[length..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlyMemory<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = Take(ref bytes, 1).Span[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
