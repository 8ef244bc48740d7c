using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Amazon.SQS.Model;

namespace Amazon.SQS.Internal;

/// <summary>
/// The MD5 digests by which SQS lets a client see that a message arrived as sent.
/// See https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation
/// </summary>
[SuppressMessage(
    "Security",
    "CA5351:Do Not Use Broken Cryptographic Algorithms",
    Justification = "SQS's protocol says MD5; it guards against accidents, not attackers."
)]
internal static class MessageDigest
{
    private const byte StringValue = 1;
    private const byte BinaryValue = 2;

    internal static string Of(string body)
    {
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(body)));
    }

    internal static string Of(Dictionary<string, MessageAttributeValue> attributes)
    {
        using MemoryStream canonical = new();
        foreach ((var name, var value) in attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            Append(canonical, Encoding.UTF8.GetBytes(name));
            Append(canonical, Encoding.UTF8.GetBytes(value.DataType));
            if (value.StringValue is not null)
            {
                canonical.WriteByte(StringValue);
                Append(canonical, Encoding.UTF8.GetBytes(value.StringValue));
            }
            else if (value.BinaryValue is not null)
            {
                canonical.WriteByte(BinaryValue);
                Append(canonical, value.BinaryValue.ToArray());
            }
        }

        return Convert.ToHexStringLower(MD5.HashData(canonical.ToArray()));
    }

    private static void Append(MemoryStream canonical, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        canonical.Write(length);
        canonical.Write(bytes);
    }
}
