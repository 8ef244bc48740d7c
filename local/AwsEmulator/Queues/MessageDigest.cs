using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>The MD5 digests with which clients check messages.</summary>
[SuppressMessage("Security", "CA5351", Justification = "The protocol requires MD5. It detects damage, not attacks.")]
public static class MessageDigest
{
    public static string ForBody(string body) => Hex(Encoding.UTF8.GetBytes(body));

    /// <summary>
    /// The digest of the attributes in the order of their names: each name, type, kind of value and value, with lengths. Null without
    /// attributes. See
    /// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html.
    /// </summary>
    public static string? ForAttributes(IReadOnlyDictionary<string, QueueMessageAttribute> attributes)
    {
        if (attributes.Count == 0)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>(256);
        foreach (var (name, attribute) in attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Append(buffer, Encoding.UTF8.GetBytes(name));
            Append(buffer, Encoding.UTF8.GetBytes(attribute.DataType));
            buffer.Write([attribute.IsBinary ? (byte)2 : (byte)1]);
            Append(buffer, attribute.IsBinary ? attribute.BinaryValue! : Encoding.UTF8.GetBytes(attribute.StringValue!));
        }

        return Hex(buffer.WrittenSpan);
    }

    private static void Append(ArrayBufferWriter<byte> buffer, byte[] bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(sizeof(int)), bytes.Length);
        buffer.Advance(sizeof(int));
        buffer.Write(bytes);
    }

    private static string Hex(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(data, hash);
        return Convert.ToHexStringLower(hash);
    }
}
