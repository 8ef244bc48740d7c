namespace PromptToImage.Client.Commands;

/// <summary>Keeps <c>prompt-to-image statsu</c> from being drawn, and paid for.</summary>
internal static class MistypedVerb
{
    /// <exception cref="ClientException">The only word is nearly a verb.</exception>
    public static void Refuse(string[] words, string[] verbs)
    {
        if (words is not [var word] || word.Any(char.IsWhiteSpace))
        {
            return;
        }

        var meant = verbs.FirstOrDefault(verb => verb[0] == char.ToLowerInvariant(word[0]) && Distance(word.ToLowerInvariant(), verb) <= 2);
        if (meant is not null)
        {
            throw ClientException.WrongUse(
                $"'{word}' is no command; did you mean '{meant}'? To draw that word, use: prompt-to-image send \"{word}\""
            );
        }
    }

    /// <summary>Levenshtein's: how many letters to put in, leave out or change.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
