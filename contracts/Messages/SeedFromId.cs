namespace PromptToImage.Contracts.Messages;

/// <summary>
/// Derives the seed of a prompt without one. The same id gives the same seed, so that a repeated attempt generates the same image.
/// </summary>
public static class SeedFromId
{
    /// <summary>
    /// Returns 1 to 4294967294, because 0 lets the model choose a seed. FNV-1a with a final mix: the seed is not a secret, and loading a
    /// cryptographic hash would slow down the function's cold start.
    /// </summary>
    public static long Derive(string id)
    {
        var hash = 14695981039346656037;
        foreach (var c in id)
        {
            hash = (hash ^ c) * 1099511628211;
        }

        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        return 1 + (long)(hash % PromptRules.MaximumSeed);
    }
}
