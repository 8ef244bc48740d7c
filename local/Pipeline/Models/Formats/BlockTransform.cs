namespace PromptToImage.Pipeline.Models.Formats;

/// <summary>Transforms an 8 × 8 block of samples into quantized coefficients in zigzag order.</summary>
internal sealed class BlockTransform
{
    private static readonly byte[] Zigzag =
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

    private static readonly float[] Cosines = MakeCosines();

    private readonly float[] _reciprocals = new float[64];

    /// <param name="quantization">In natural order, as T.81's tables are printed.</param>
    public BlockTransform(ReadOnlySpan<byte> quantization)
    {
        Quantization = new byte[64];
        for (var i = 0; i < 64; i++)
        {
            Quantization[i] = quantization[Zigzag[i]];
            _reciprocals[i] = 1f / Quantization[i];
        }
    }

    /// <summary>In zigzag order, as a DQT segment holds it.</summary>
    public byte[] Quantization { get; }

    /// <summary>The only coefficient of a block whose samples are all equal.</summary>
    public int Flat(float sample) => (int)MathF.Round(sample * 8 * _reciprocals[0]);

    /// <param name="samples">64, level-shifted to around zero; overwritten.</param>
    public void Forward(Span<float> samples, Span<int> coefficients)
    {
        Span<float> rows = stackalloc float[64];
        for (var y = 0; y < 8; y++)
        {
            for (var u = 0; u < 8; u++)
            {
                rows[(y * 8) + u] = Product(samples.Slice(y * 8, 8), 1, u);
            }
        }
        for (var x = 0; x < 8; x++)
        {
            for (var v = 0; v < 8; v++)
            {
                samples[(v * 8) + x] = Product(rows[x..], 8, v);
            }
        }
        for (var i = 0; i < 64; i++)
        {
            coefficients[i] = (int)MathF.Round(samples[Zigzag[i]] * _reciprocals[i]);
        }
    }

    private static float Product(ReadOnlySpan<float> values, int step, int frequency)
    {
        float sum = 0;
        for (var i = 0; i < 8; i++)
        {
            sum += values[i * step] * Cosines[(frequency * 8) + i];
        }

        return sum;
    }

    private static float[] MakeCosines()
    {
        var cosines = new float[64];
        for (var frequency = 0; frequency < 8; frequency++)
        {
            var scale = frequency == 0 ? Math.Sqrt(1.0 / 8) : 0.5;
            for (var i = 0; i < 8; i++)
            {
                cosines[(frequency * 8) + i] = (float)(scale * Math.Cos(((2 * i) + 1) * frequency * Math.PI / 16));
            }
        }
        return cosines;
    }
}
