using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.Pipeline.Tests.Models;

/// <summary>Decodes the encoder's PNG files by the specification and verifies every checksum.</summary>
internal static class PngReader
{
    public static (int Width, int Height, int[] Pixels) Read(byte[] png)
    {
        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(png[..8]));
        var chunks = new Dictionary<string, byte[]>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            Assert.Equal(
                BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)),
                (uint)Crc.Crc32.Append(0, png.AsSpan(at + 4, length + 4))
            );
            chunks.Add(Encoding.ASCII.GetString(png, at + 4, 4), png[(at + 8)..(at + 8 + length)]);
            at += length + 12;
        }

        Assert.Equal(["IHDR", "PLTE", "tEXt", "IDAT", "IEND"], chunks.Keys);
        var width = BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"]);
        var height = BinaryPrimitives.ReadInt32BigEndian(chunks["IHDR"].AsSpan(4));
        Assert.Equal([8, 3, 0, 0, 0], chunks["IHDR"][8..]);
        return (width, height, Pixels(chunks["IDAT"], chunks["PLTE"], width, height));
    }

    private static int[] Pixels(byte[] compressed, byte[] palette, int width, int height)
    {
        using var zlib = new ZLibStream(new MemoryStream(compressed), CompressionMode.Decompress);
        var above = new byte[width];
        var row = new byte[width + 1];
        var pixels = new int[width * height];
        for (var y = 0; y < height; y++)
        {
            zlib.ReadExactly(row);
            Assert.Equal(2, row[0]);
            for (var x = 0; x < width; x++)
            {
                above[x] += row[x + 1];
                pixels[(y * width) + x] = (palette[above[x] * 3] << 16) | (palette[(above[x] * 3) + 1] << 8) | palette[(above[x] * 3) + 2];
            }
        }

        Assert.Equal(-1, zlib.ReadByte());
        return pixels;
    }
}
