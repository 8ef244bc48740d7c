using System.Text;

namespace PromptToImage.Contracts.Messages;

/// <summary>The rules for the two texts of a prompt.</summary>
internal static class PromptText
{
    /// <summary>
    /// Returns the trimmed text with Windows line endings replaced by newlines. Returns null if the text is empty or breaks a rule. Each
    /// broken rule is added to <paramref name="errors"/>.
    /// </summary>
    public static string? Check(string name, string text, bool isRequired, List<string> errors)
    {
        var before = errors.Count;
        var trimmed = text.Trim().Replace("\r\n", "\n", StringComparison.Ordinal);
        if (trimmed.Length == 0)
        {
            if (isRequired)
            {
                errors.Add($"{name} is empty: say what to draw.");
            }

            return null;
        }

        if (trimmed.Length > PromptRules.MaximumLength)
        {
            errors.Add(
                $"{name} has {trimmed.Length:N0} characters: {trimmed.Length - PromptRules.MaximumLength:N0} more than "
                    + $"the {PromptRules.MaximumLength:N0} that a model reads. Shorten it."
            );
        }

        CheckCharacters(name, trimmed, errors);
        return errors.Count == before ? trimmed : null;
    }

    /// <summary>Adds one error for each kind of invalid character, with the first position and the count.</summary>
    private static void CheckCharacters(string name, string text, List<string> errors)
    {
        int firstControl = -1,
            controls = 0,
            firstHalf = -1,
            halves = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) && c is not ('\n' or '\t'))
            {
                firstControl = controls++ == 0 ? i : firstControl;
            }
            else if (char.IsSurrogate(c))
            {
                if (Rune.TryGetRuneAt(text, i, out _))
                {
                    i++;
                }
                else
                {
                    firstHalf = halves++ == 0 ? i : firstHalf;
                }
            }
        }

        if (controls > 0)
        {
            errors.Add(
                $"{name} has {Count(controls, "control character")}, first U+{(int)text[firstControl]:X4} at position "
                    + $"{firstControl + 1}: only newline and tab may be there."
            );
        }

        if (halves > 0)
        {
            errors.Add($"{name} is not valid Unicode: {Count(halves, "half surrogate pair")}, first at position {firstHalf + 1}.");
        }
    }

    private static string Count(int count, string what) => count == 1 ? $"a {what}" : $"{count} {what}s";
}
