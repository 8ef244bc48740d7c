namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>
/// Up to 256 colours, added on demand. Edges use mixtures of two colours; each mixture is added once. When no entry is free,
/// the nearer of the two colours replaces the mixture.
/// </summary>
public sealed class Palette
{
    public const int Capacity = 256;

    /// <summary>Mixtures have steps of a quarter: finer steps are not visible at an edge, and fewer colours compress better.</summary>
    public const int BlendSteps = 4;

    // Entries that mixtures leave free for further colours.
    private const int Reserved = 48;

    private readonly Rgb[] _colors = new Rgb[Capacity];
    private readonly Dictionary<int, byte> _mixtures = [];

    public int Count { get; private set; }

    public ReadOnlySpan<Rgb> Colors => _colors.AsSpan(0, Count);

    /// <exception cref="InvalidOperationException">All 256 entries are in use.</exception>
    public byte Add(Rgb color)
    {
        if (Count == Capacity)
        {
            throw new InvalidOperationException("A palette holds 256 colours.");
        }

        _colors[Count] = color;
        return (byte)Count++;
    }

    /// <summary><paramref name="steps"/> colours from one to the other, both included, in consecutive places.</summary>
    public byte AddRamp(Rgb from, Rgb to, int steps)
    {
        var first = Add(from);
        for (var step = 1; step < steps; step++)
        {
            Add(from.Mix(to, step / (double)(steps - 1)));
        }

        return first;
    }

    /// <summary>The colour <paramref name="quarters"/> quarters of the way from one to the other.</summary>
    public byte Blend(byte from, byte to, int quarters)
    {
        if (quarters <= 0 || from == to)
        {
            return from;
        }

        if (quarters >= BlendSteps)
        {
            return to;
        }

        var key = (from << 16) | (to << 8) | quarters;
        if (_mixtures.TryGetValue(key, out var known))
        {
            return known;
        }

        var index =
            Count < Capacity - Reserved ? Add(_colors[from].Mix(_colors[to], quarters / (double)BlendSteps))
            : quarters * 2 < BlendSteps ? from
            : to;
        _mixtures.Add(key, index);
        return index;
    }
}
