using System.CommandLine;
using System.CommandLine.Parsing;

namespace PromptToImage.CommandLine;

/// <summary>
/// Finds mistyped options. The parser takes <c>--wiat</c> for a prompt where a command has arguments. Arguments after <c>--</c> are
/// never options.
/// </summary>
internal static class UnknownOption
{
    /// <returns>The error; null if every option is known.</returns>
    public static string? Find(ParseResult parsed)
    {
        var literal = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as CommandResult)
        {
            var words = command.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens);
            if (words.FirstOrDefault(token => LooksLikeOption(token.Value) && !literal.Contains(token)) is { } unknown)
            {
                return $"'{unknown.Value}' is not an option. If it is a value, put -- before it.";
            }
        }

        return null;
    }

    private static bool LooksLikeOption(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) || (word.Length > 1 && word[0] == '-' && !word.Any(char.IsWhiteSpace));
}
