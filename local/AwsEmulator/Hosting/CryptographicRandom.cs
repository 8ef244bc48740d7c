using System.Security.Cryptography;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// A <see cref="Random"/> that uses the operating system's random number generator, so that ids are unique across restarts. Thread-safe.
/// </summary>
public sealed class CryptographicRandom : Random
{
    public override int Next() => RandomNumberGenerator.GetInt32(int.MaxValue);

    public override int Next(int maxValue) => maxValue == 0 ? 0 : RandomNumberGenerator.GetInt32(maxValue);

    public override int Next(int minValue, int maxValue) =>
        minValue == maxValue ? minValue : RandomNumberGenerator.GetInt32(minValue, maxValue);

    public override void NextBytes(byte[] buffer) => RandomNumberGenerator.Fill(buffer);

    public override void NextBytes(Span<byte> buffer) => RandomNumberGenerator.Fill(buffer);

    public override double NextDouble() => Sample();

    public override long NextInt64() => (long)(NextBits() >> 1) % long.MaxValue;

    protected override double Sample() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    private static ulong NextBits()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToUInt64(bytes);
    }
}
