namespace PromptToImage.Cdk.Tests;

/// <summary>Compares two texts line by line, by their longest common subsequence.</summary>
internal static class LineDifference
{
    /// <returns>Removed lines with <c>-</c> and added ones with <c>+</c>, after the line number of each place; empty for equal texts.</returns>
    public static IReadOnlyList<string> Between(IReadOnlyList<string> old, IReadOnlyList<string> changed)
    {
        var common = CommonLengths(old, changed);
        List<string> difference = [];
        var isOpen = false;
        for (int i = 0, j = 0; i < old.Count || j < changed.Count;)
        {
            if (i < old.Count && j < changed.Count && old[i] == changed[j])
            {
                isOpen = false;
                i++;
                j++;
                continue;
            }

            if (!isOpen)
            {
                difference.Add(FormattableString.Invariant($"@@ line {i + 1} @@"));
                isOpen = true;
            }

            difference.Add(
                j == changed.Count || (i < old.Count && common[i + 1, j] >= common[i, j + 1]) ? "-" + old[i++] : "+" + changed[j++]
            );
        }

        return difference;
    }

    /// <summary>For each pair of positions, the number of common lines that follow.</summary>
    private static int[,] CommonLengths(IReadOnlyList<string> old, IReadOnlyList<string> changed)
    {
        var lengths = new int[old.Count + 1, changed.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = changed.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = old[i] == changed[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }
}
