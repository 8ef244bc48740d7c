using System.Text;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>Random numbers that are the same in every replay.</summary>
internal static class DeterministicRandom
{
    /// <param name="lastEventId">The execution's last event.</param>
    /// <param name="branchEventId">The last event of the branch that draws.</param>
    /// <param name="item">The index of the Map's item; 0 outside a Map's ItemSelector.</param>
    public static Random Create(ExecutionStart start, long lastEventId, long branchEventId, int item)
    {
        var state = start.Seed ?? Hash(start.ExecutionArn);
        state = Mix(state + (ulong)lastEventId);
        state = Mix(state + (ulong)branchEventId + ((ulong)item << 32));
        return new Random((int)(state >> 33));
    }

    // FNV-1a: string.GetHashCode differs from process to process.
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            hash = (hash ^ b) * 1099511628211UL;
        }

        return hash;
    }

    // The finalizer of SplitMix64: neighbouring events draw unrelated numbers.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
