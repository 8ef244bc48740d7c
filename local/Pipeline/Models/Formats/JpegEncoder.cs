using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using PromptToImage.Pipeline.Models.Drawing;

namespace PromptToImage.Pipeline.Models.Formats;

/// <summary>
/// Encodes a palette image as baseline JPEG (ITU-T T.81) in a JFIF file: YCbCr, no subsampling, the typical tables of
/// annex K at quality 90. Blocks of a single colour, which most blocks of a drawn image are, need no transform.
/// </summary>
public static class JpegEncoder
{
    private const int Quality = 90;

    private static readonly BlockTransform Luminance = new(
        Scaled([
            16,
            11,
            10,
            16,
            24,
            40,
            51,
            61,
            12,
            12,
            14,
            19,
            26,
            58,
            60,
            55,
            14,
            13,
            16,
            24,
            40,
            57,
            69,
            56,
            14,
            17,
            22,
            29,
            51,
            87,
            80,
            62,
            18,
            22,
            37,
            56,
            68,
            109,
            103,
            77,
            24,
            35,
            55,
            64,
            81,
            104,
            113,
            92,
            49,
            64,
            78,
            87,
            103,
            121,
            120,
            101,
            72,
            92,
            95,
            98,
            112,
            100,
            103,
            99,
        ])
    );

    private static readonly BlockTransform Chrominance = new(
        Scaled([
            17,
            18,
            24,
            47,
            99,
            99,
            99,
            99,
            18,
            21,
            26,
            66,
            99,
            99,
            99,
            99,
            24,
            26,
            56,
            99,
            99,
            99,
            99,
            99,
            47,
            66,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
            99,
        ])
    );

    /// <param name="comment">Goes into a COM segment; Latin-1.</param>
    public static byte[] Encode(Canvas canvas, string comment)
    {
        using var jpeg = new MemoryStream(128 * 1024);
        jpeg.Write([0xFF, 0xD8]);
        // JFIF 1.01, no density, no thumbnail.
        Segment(jpeg, 0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        Segment(jpeg, 0xFE, Encoding.Latin1.GetBytes(comment));
        Segment(jpeg, 0xDB, [0, .. Luminance.Quantization, 1, .. Chrominance.Quantization]);
        Segment(jpeg, 0xC0, Frame(canvas));
        Segment(
            jpeg,
            0xC4,
            [
                .. HuffmanTable.LuminanceDc.Definition,
                .. HuffmanTable.LuminanceAc.Definition,
                .. HuffmanTable.ChrominanceDc.Definition,
                .. HuffmanTable.ChrominanceAc.Definition,
            ]
        );
        Segment(jpeg, 0xDA, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]);
        Scan(jpeg, canvas);
        jpeg.Write([0xFF, 0xD9]);
        return jpeg.ToArray();
    }

    private static byte[] Frame(Canvas canvas)
    {
        byte[] frame = [8, 0, 0, 0, 0, 3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)canvas.Height);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(3), (ushort)canvas.Width);
        return frame;
    }

    private static void Scan(MemoryStream jpeg, Canvas canvas)
    {
        var bits = new EntropyWriter(jpeg);
        var components = Components(canvas.Palette);
        Span<int> previous = [0, 0, 0];
        Span<byte> block = stackalloc byte[64];
        for (var y = 0; y < canvas.Height; y += 8)
        {
            for (var x = 0; x < canvas.Width; x += 8)
            {
                var flat = Cut(canvas, x, y, block);
                for (var component = 0; component < 3; component++)
                {
                    if (flat)
                    {
                        WriteFlat(bits, components[component][block[0]], component, ref previous[component]);
                    }
                    else
                    {
                        WriteBlock(bits, block, components[component], component, ref previous[component]);
                    }
                }
            }
        }
        bits.Flush();
    }

    /// <summary>Copies one block. Beyond the edge the last row and column repeat. Returns whether all samples have one colour.</summary>
    private static bool Cut(Canvas canvas, int left, int top, Span<byte> block)
    {
        for (var y = 0; y < 8; y++)
        {
            var row = canvas.Row(Math.Min(top + y, canvas.Height - 1));
            for (var x = 0; x < 8; x++)
            {
                block[(y * 8) + x] = row[Math.Min(left + x, canvas.Width - 1)];
            }
        }
        return !block.ContainsAnyExcept(block[0]);
    }

    private static void WriteFlat(EntropyWriter bits, float sample, int component, ref int previous)
    {
        var coefficient = (component == 0 ? Luminance : Chrominance).Flat(sample);
        WriteDc(bits, coefficient - previous, component);
        previous = coefficient;
        bits.Symbol(Ac(component), 0);
    }

    private static void WriteBlock(EntropyWriter bits, ReadOnlySpan<byte> block, float[] samplesByColor, int component, ref int previous)
    {
        Span<float> samples = stackalloc float[64];
        Span<int> coefficients = stackalloc int[64];
        for (var i = 0; i < 64; i++)
        {
            samples[i] = samplesByColor[block[i]];
        }

        (component == 0 ? Luminance : Chrominance).Forward(samples, coefficients);
        WriteDc(bits, coefficients[0] - previous, component);
        previous = coefficients[0];
        var zeros = 0;
        var last = coefficients.LastIndexOfAnyExcept(0);
        for (var i = 1; i <= last; i++)
        {
            if (coefficients[i] == 0)
            {
                zeros++;
                continue;
            }
            for (; zeros >= 16; zeros -= 16)
            {
                bits.Symbol(Ac(component), 0xF0);
            }

            var size = Size(coefficients[i]);
            bits.Symbol(Ac(component), (zeros << 4) | size);
            bits.Magnitude(coefficients[i], size);
            zeros = 0;
        }
        if (last < 63)
        {
            bits.Symbol(Ac(component), 0);
        }
    }

    private static void WriteDc(EntropyWriter bits, int difference, int component)
    {
        var size = Size(difference);
        bits.Symbol(component == 0 ? HuffmanTable.LuminanceDc : HuffmanTable.ChrominanceDc, size);
        if (size > 0)
        {
            bits.Magnitude(difference, size);
        }
    }

    private static HuffmanTable Ac(int component) => component == 0 ? HuffmanTable.LuminanceAc : HuffmanTable.ChrominanceAc;

    private static int Size(int value) => 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(value));

    /// <summary>JFIF's Y, Cb and Cr of each palette colour, around zero.</summary>
    private static float[][] Components(Palette palette)
    {
        float[][] components = [new float[palette.Count], new float[palette.Count], new float[palette.Count]];
        for (var i = 0; i < palette.Count; i++)
        {
            var color = palette.Colors[i];
            components[0][i] = (0.299f * color.R) + (0.587f * color.G) + (0.114f * color.B) - 128;
            components[1][i] = (-0.168736f * color.R) - (0.331264f * color.G) + (0.5f * color.B);
            components[2][i] = (0.5f * color.R) - (0.418688f * color.G) - (0.081312f * color.B);
        }
        return components;
    }

    /// <summary>Scales annex K's tables by a quality from 1 to 100, as the Independent JPEG Group's library does.</summary>
    private static byte[] Scaled(ReadOnlySpan<byte> table)
    {
        const int percent = Quality < 50 ? 5000 / Quality : 200 - (2 * Quality);
        var scaled = new byte[64];
        for (var i = 0; i < 64; i++)
        {
            scaled[i] = (byte)Math.Clamp(((table[i] * percent) + 50) / 100, 1, 255);
        }

        return scaled;
    }

    private static void Segment(MemoryStream jpeg, byte marker, ReadOnlySpan<byte> content)
    {
        jpeg.Write([0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2)]);
        jpeg.Write(content);
    }
}
