using System.Globalization;

namespace PromptToImage.Client.Connection;

/// <summary>
/// <c>--local</c> may stand alone, and the word after it is a port only when it is a number: in
/// <c>--local "A croissant"</c> it is the prompt. An option with an optional value would swallow it.
/// </summary>
internal static class LocalOptionTokens
{
    public const string Name = "--local";

    public static string[] WithPort(IReadOnlyList<string> arguments)
    {
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
