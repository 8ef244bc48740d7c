using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>Generates ids from a source of randomness. Thread-safe.</summary>
public sealed class IdGenerator(Random random)
{
    private readonly Lock _lock = new();

    /// <summary>A new version 4 UUID, as AWS uses for message and request ids.</summary>
    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_lock)
        {
            random.NextBytes(bytes);
        }

        return Version4(bytes);
    }

    /// <summary>A new UUID as text: <c>xxxxxxxx-xxxx-4xxx-xxxx-xxxxxxxxxxxx</c>.</summary>
    public string Next() => Text(NextGuid());

    /// <summary>A number from 0 to below <paramref name="limit"/>.</summary>
    public int NextNumber(int limit)
    {
        lock (_lock)
        {
            return random.Next(limit);
        }
    }

    /// <summary>An id in the same format that depends on the parts only.</summary>
    public static string Derive(params IEnumerable<string> parts)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        return Text(Version4(digest.AsSpan(0, 16)));
    }

    private static Guid Version4(Span<byte> bytes)
    {
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);
}
