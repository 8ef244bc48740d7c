using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace PromptToImage.Functions.Images;

/// <summary>The format of an image and its size in pixels, from its first bytes.</summary>
/// <param name="ContentType"><c>image/png</c> or <c>image/jpeg</c>.</param>
public sealed record ImageHead(string ContentType, int Width, int Height)
{
    /// <summary>
    /// The number of bytes to read. A PNG has its size at the beginning, a JPEG after its metadata. A metadata segment has at most
    /// 64 KiB.
    /// </summary>
    public const int Length = 128 * 1024;

    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Reads the head of an image; on failure <paramref name="error"/> gives the reason.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out ImageHead? head, [NotNullWhen(false)] out string? error)
    {
        (int Width, int Height)? size;
        string contentType;
        if (bytes.StartsWith(PngSignature))
        {
            contentType = "image/png";
            size = ReadPngSize(bytes);
        }
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            contentType = "image/jpeg";
            size = ReadJpegSize(bytes);
        }
        else
        {
            head = null;
            error = "it is neither a PNG nor a JPEG";
            return false;
        }

        head = size is { Width: > 0, Height: > 0 } found ? new ImageHead(contentType, found.Width, found.Height) : null;
        error = head is null ? $"it begins like {contentType}, but its header is damaged or incomplete" : null;
        return head is not null;
    }

    /// <summary>The first chunk is IHDR with width and height: https://www.w3.org/TR/png-3/#11IHDR</summary>
    private static (int Width, int Height)? ReadPngSize(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 33 || BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) != 13 || !bytes[12..16].SequenceEqual("IHDR"u8))
        {
            return null;
        }

        return (BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]));
    }

    /// <summary>Segments follow each other until the frame header, which has the size: ITU-T T.81, annex B.</summary>
    private static (int Width, int Height)? ReadJpegSize(ReadOnlySpan<byte> bytes)
    {
        var at = 2;
        while (at + 9 <= bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (IsFrameHeader(marker))
            {
                return (BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            if (marker is 0xD9 or 0xDA)
            {
                return null;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (length < 2)
            {
                return null;
            }

            at += 2 + length;
        }

        return null;
    }

    /// <summary>SOF0 to SOF15, except 0xC4, 0xC8 and 0xCC, which are not frame headers.</summary>
    private static bool IsFrameHeader(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
