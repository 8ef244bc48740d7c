using System.Text;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>Chance that is the same in every replay.</summary>
internal static class Chance
{
    public static Random At(Execution execution, Strand strand, int item)
    {
        var state = execution.Start.Seed ?? Hash(execution.Start.ExecutionArn);
        state = Mix(state + (ulong)execution.LastEventId);
        state = Mix(state + (ulong)strand.Last + ((ulong)item << 32));
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

    // SplitMix64's finaliser: neighbouring places in the history draw unrelated numbers.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
