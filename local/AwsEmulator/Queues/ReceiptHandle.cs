using System.Buffers.Binary;
using System.Buffers.Text;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>
/// Names one receive of one message. It goes stale when the message is received again: the store then holds
/// another receive count.
/// </summary>
internal readonly record struct ReceiptHandle(long Queue, long Message, int Receive)
{
    private const int Length = 8 + 8 + 4 + 4;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Queue);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Message);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], Receive);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[20..], Checksum(bytes[..20]));
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Reads a handle; false when it is none that was ever given out.</summary>
    public static bool TryParse(string text, out ReceiptHandle handle)
    {
        handle = default;
        Span<byte> bytes = stackalloc byte[Length];
        if (
            text.Length != Base64.GetMaxEncodedToUtf8Length(Length)
            || !Convert.TryFromBase64String(text, bytes, out var written)
            || written != Length
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]) != Checksum(bytes[..20])
        )
        {
            return false;
        }

        handle = new(
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[16..])
        );
        return true;
    }

    // FNV-1a: enough to tell a damaged or invented handle; nothing here is secret.
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var hash = 2166136261u;
        foreach (var b in bytes)
        {
            hash = (hash ^ b) * 16777619u;
        }

        return hash;
    }
}
