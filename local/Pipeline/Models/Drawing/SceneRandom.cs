using System.Buffers.Binary;

namespace PromptToImage.Pipeline.Models.Drawing;

/// <summary>
/// The random numbers of an image: Vigna's SplitMix64. Unlike <see cref="Random"/> it gives the same numbers on every version
/// of .NET.
/// </summary>
public sealed class SceneRandom(ReadOnlySpan<byte> digest)
{
    private ulong _state = BinaryPrimitives.ReadUInt64LittleEndian(digest);

    /// <summary>0 inclusive to 1 exclusive.</summary>
    public double Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    public double Between(double low, double high) => low + (Next() * (high - low));

    /// <summary>0 inclusive to <paramref name="bound"/> exclusive.</summary>
    public int Below(int bound) => (int)(Next() * bound);
}
