namespace PromptToImage.Contracts.Messages;

/// <summary>
/// A seed for prompts that name none, always the same for one id, so that a repeated attempt draws the same picture.
/// </summary>
public static class SeedFromId
{
    /// <summary>
    /// 1 to 4294967294: to the models, 0 means any seed they like. FNV-1a with a final mix: no secret is kept by it,
    /// and a cryptographic hash would be the slowest thing that the function loads.
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
