using System.Globalization;

namespace PromptToImage.Client.Connection;

/// <summary>
/// Gives <c>--local</c> its default port. The word after it is a port only if it is a number: in <c>--local "A croissant"</c> it is the
/// prompt, which an option with an optional value would consume.
/// </summary>
internal static class LocalOptionTokens
{
    public const string Name = "--local";

    /// <param name="verbs">A single word after <c>--local</c> that is not one of these is a mistyped port.</param>
    public static string[] WithPort(IReadOnlyList<string> arguments, IReadOnlyCollection<string> verbs)
    {
        if (arguments is [Name, [not '-', ..] word] && !word.Any(char.IsWhiteSpace) && !verbs.Contains(word))
        {
            return [$"{Name}={word}"];
        }

        var tokens = arguments.ToArray();
        for (var i = 0; i < tokens.Length && tokens[i] != "--"; i++)
        {
            var portFollows = i + 1 < tokens.Length && int.TryParse(tokens[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out _);
            if (tokens[i] == Name && !portFollows)
            {
                tokens[i] = string.Create(CultureInfo.InvariantCulture, $"{Name}={LocalNames.Port}");
            }
        }
        return tokens;
    }
}
