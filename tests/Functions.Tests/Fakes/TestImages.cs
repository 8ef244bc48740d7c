using System.Buffers.Binary;

namespace PromptToImage.Functions.Tests.Fakes;

/// <summary>The smallest files that have an image's head.</summary>
internal static class TestImages
{
    public static byte[] Png(int width, int height)
    {
        var png = new byte[64];
        ((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]).CopyTo(png);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return png;
    }

    /// <param name="metadata">Bytes of an APP1 segment before the frame header.</param>
    public static byte[] Jpeg(int width, int height, int metadata = 100)
    {
        List<byte> jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. new byte[14], 0xFF, 0xE1, (byte)((metadata + 2) >> 8), (byte)(metadata + 2)];
        jpeg.AddRange(new byte[metadata]);
        // A quantization table, a fill byte, then a progressive frame header.
        jpeg.AddRange([0xFF, 0xDB, 0, 5, 1, 2, 3, 0xFF, 0xFF, 0xC2, 0, 17, 8]);
        jpeg.AddRange([(byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3]);
        jpeg.AddRange(new byte[20]);
        return [.. jpeg];
    }
}
