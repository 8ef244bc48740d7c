namespace PromptToImage.Pipeline.Models;

/// <summary>Blocks prompts that contain one of a list of words. Whole words match, in upper or lower case.</summary>
public static class ContentFilter
{
    public static bool Blocks(string prompt, IReadOnlyList<string> words)
    {
        foreach (var word in words)
        {
            for (var at = Find(prompt, word, 0); at >= 0; at = Find(prompt, word, at + 1))
            {
                if (IsEdge(prompt, at - 1) && IsEdge(prompt, at + word.Length))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static int Find(string prompt, string word, int from) =>
        from > prompt.Length ? -1 : prompt.IndexOf(word, from, StringComparison.OrdinalIgnoreCase);

    private static bool IsEdge(string prompt, int index) => index < 0 || index >= prompt.Length || !char.IsLetterOrDigit(prompt[index]);
}
