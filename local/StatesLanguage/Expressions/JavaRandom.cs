namespace PromptToImage.StatesLanguage.Expressions;

/// <summary>The random numbers of Java, which <c>$random(seed)</c> returns on AWS.</summary>
/// <remarks>https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Random.html</remarks>
internal static class JavaRandom
{
    private const ulong Multiplier = 0x5DEECE66DUL;
    private const ulong Increment = 0xBUL;
    private const ulong Mask = (1UL << 48) - 1;

    /// <summary>The first number, from 0 to less than 1, of a generator with a seed.</summary>
    public static double NextDouble(long seed)
    {
        var state = ((ulong)seed ^ Multiplier) & Mask;
        var high = Next(ref state, 26) << 27;
        return (high + Next(ref state, 27)) * (1.0 / (1L << 53));
    }

    private static long Next(ref ulong state, int bits)
    {
        state = (state * Multiplier + Increment) & Mask;
        return (long)(state >> (48 - bits));
    }
}
