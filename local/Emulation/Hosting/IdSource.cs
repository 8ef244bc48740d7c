using System.Globalization;

namespace PromptToImage.Emulation.Hosting;

/// <summary>Makes ids from one source of chance; for any number of threads.</summary>
public sealed class IdSource(Random random)
{
    private readonly Lock _lock = new();

    /// <summary>A new version 4 UUID, as AWS uses for message and request ids.</summary>
    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_lock)
            random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The same as text: <c>xxxxxxxx-xxxx-4xxx-xxxx-xxxxxxxxxxxx</c>.</summary>
    public string Next() => NextGuid().ToString("D", CultureInfo.InvariantCulture);
}
