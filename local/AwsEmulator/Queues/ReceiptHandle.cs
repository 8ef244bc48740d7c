using System.Buffers.Binary;
using System.Buffers.Text;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>
/// Identifies one receive of one message. The next receive of the message invalidates it, because it changes the receive count.
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

    /// <summary>Parses a receipt handle; false if the text is not one of this service.</summary>
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

    // FNV-1a detects damaged and invented handles. Nothing in a handle is secret.
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
