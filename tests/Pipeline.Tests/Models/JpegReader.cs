using System.Buffers.Binary;

namespace PromptToImage.Pipeline.Tests.Models;

/// <summary>Decodes the encoder's JPEG files (baseline, three components of full size) by T.81 and rejects all other files.</summary>
internal sealed class JpegReader
{
    private static readonly int[] Zigzag =
    [
        0,
        1,
        8,
        16,
        9,
        2,
        3,
        10,
        17,
        24,
        32,
        25,
        18,
        11,
        4,
        5,
        12,
        19,
        26,
        33,
        40,
        48,
        41,
        34,
        27,
        20,
        13,
        6,
        7,
        14,
        21,
        28,
        35,
        42,
        49,
        56,
        57,
        50,
        43,
        36,
        29,
        22,
        15,
        23,
        30,
        37,
        44,
        51,
        58,
        59,
        52,
        45,
        38,
        31,
        39,
        46,
        53,
        60,
        61,
        54,
        47,
        55,
        62,
        63,
    ];

    private readonly byte[] _file;
    private readonly byte[][] _quantization = new byte[2][];
    private readonly Dictionary<int, Dictionary<(int Length, int Code), byte>> _huffman = [];
    private int _at;
    private int _bit = 8;

    private JpegReader(byte[] file)
    {
        _file = file;
    }

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Y, Cb and Cr from 0 to 255, row by row.</summary>
    public double[][] Samples { get; private set; } = [];

    public static JpegReader Read(byte[] file)
    {
        var reader = new JpegReader(file);
        reader.ReadSegments();
        return reader;
    }

    private void ReadSegments()
    {
        Assert.Equal(0xFFD8, Word());
        while (true)
        {
            var marker = Word();
            var end = _at + BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(_at));
            _at += 2;
            switch (marker)
            {
                case 0xFFDB:
                    for (; _at < end; _at += 65)
                    {
                        _quantization[_file[_at]] = _file[(_at + 1)..(_at + 65)];
                    }

                    break;
                case 0xFFC0:
                    Assert.Equal(8, _file[_at]);
                    (Height, Width) = (
                        BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(_at + 1)),
                        BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(_at + 3))
                    );
                    Assert.Equal([3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1], _file[(_at + 5)..end]);
                    break;
                case 0xFFC4:
                    while (_at < end)
                    {
                        ReadTable();
                    }

                    break;
                case 0xFFDA:
                    _at = end;
                    ReadScan();
                    Assert.Equal(0xFFD9, Word());
                    Assert.Equal(_file.Length, _at);
                    return;
                default:
                    Assert.True(marker is 0xFFE0 or 0xFFFE, $"{marker:X}");
                    break;
            }

            _at = end;
        }
    }

    private void ReadTable()
    {
        var table = _huffman[_file[_at]] = [];
        var symbol = _at + 17;
        var code = 0;
        for (var length = 1; length <= 16; length++, code <<= 1)
        {
            for (var i = 0; i < _file[_at + length]; i++)
            {
                table.Add((length, code++), _file[symbol++]);
            }
        }

        _at = symbol;
    }

    private void ReadScan()
    {
        Samples = [new double[Width * Height], new double[Width * Height], new double[Width * Height]];
        var dc = new int[3];
        for (var y = 0; y < Height; y += 8)
        {
            for (var x = 0; x < Width; x += 8)
            {
                for (var component = 0; component < 3; component++)
                {
                    ReadBlock(component, x, y, dc);
                }
            }
        }

        // The last byte is padded with ones.
        while (_bit < 8)
        {
            Assert.Equal(1, Bit());
        }
    }

    private void ReadBlock(int component, int left, int top, int[] dc)
    {
        var table = component == 0 ? 0 : 1;
        var coefficients = new double[64];
        dc[component] += Magnitude(Symbol(table));
        coefficients[0] = dc[component] * _quantization[table][0];
        for (var i = 1; i < 64; i++)
        {
            var symbol = Symbol(0x10 | table);
            if (symbol == 0)
            {
                break;
            }

            i += symbol >> 4;
            coefficients[Zigzag[i]] = Magnitude(symbol & 15) * _quantization[table][i];
        }

        for (var y = 0; y < 8 && top + y < Height; y++)
        {
            for (var x = 0; x < 8 && left + x < Width; x++)
            {
                Samples[component][((top + y) * Width) + left + x] = Inverse(coefficients, x, y) + 128;
            }
        }
    }

    private static double Inverse(double[] coefficients, int x, int y)
    {
        if (Array.TrueForAll(coefficients[1..], value => value == 0))
        {
            return coefficients[0] / 8;
        }

        double sum = 0;
        for (var v = 0; v < 8; v++)
        {
            for (var u = 0; u < 8; u++)
            {
                var scale = (u == 0 ? Math.Sqrt(0.5) : 1) * (v == 0 ? Math.Sqrt(0.5) : 1) / 4;
                sum +=
                    scale
                    * coefficients[(v * 8) + u]
                    * Math.Cos(((2 * x) + 1) * u * Math.PI / 16)
                    * Math.Cos(((2 * y) + 1) * v * Math.PI / 16);
            }
        }

        return sum;
    }

    private int Symbol(int table)
    {
        var code = 0;
        for (var length = 1; length <= 16; length++)
        {
            code = (code << 1) | Bit();
            if (_huffman[table].TryGetValue((length, code), out var symbol))
            {
                return symbol;
            }
        }

        throw new InvalidDataException("no such code");
    }

    private int Magnitude(int size)
    {
        var value = 0;
        for (var i = 0; i < size; i++)
        {
            value = (value << 1) | Bit();
        }

        return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    private int Bit()
    {
        if (_bit == 8)
        {
            _bit = 0;
            if (_file[_at++] == 0xFF)
            {
                Assert.Equal(0, _file[_at++]);
            }
        }

        var current = _file[_at - 1] == 0 && _file[_at - 2] == 0xFF ? (byte)0xFF : _file[_at - 1];
        return (current >> (7 - _bit++)) & 1;
    }

    private int Word()
    {
        _bit = 8;
        _at += 2;
        return BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(_at - 2));
    }
}
