using System.Diagnostics.CodeAnalysis;

namespace PromptToImage.StatesLanguage.Evaluation;

/// <summary>Creates UUIDs of version 4 from given random numbers.</summary>
internal static class RandomUuid
{
    [SuppressMessage("Security", "CA5394", Justification = "The UUID is not a secret. A replay must give the same UUID.")]
    public static string Next(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }
}
