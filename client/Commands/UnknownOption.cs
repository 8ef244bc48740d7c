using System.CommandLine;
using System.CommandLine.Parsing;

namespace PromptToImage.Client.Commands;

/// <summary>
/// A command that takes words takes a mistyped option for one, so that <c>--wiat</c> would be drawn. What looks like an
/// option is none only behind <c>--</c>.
/// </summary>
internal static class UnknownOption
{
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Find(ParseResult parsed)
    {
        var literal = parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as CommandResult)
        {
            var words = command.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens);
            if (words.FirstOrDefault(token => LooksLikeOption(token.Value) && !literal.Contains(token)) is { } unknown)
            {
                return $"'{unknown.Value}' is no option. If it is meant as it stands, put -- before it.";
            }
        }
        return null;
    }

    private static bool LooksLikeOption(string word)
    {
        return word.StartsWith("--", StringComparison.Ordinal) || (word.Length > 1 && word[0] == '-' && !word.Any(char.IsWhiteSpace));
    }
}
