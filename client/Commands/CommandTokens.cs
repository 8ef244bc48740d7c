using PromptToImage.Client.Connection;

namespace PromptToImage.Client.Commands;

/// <summary>Prepares the arguments for the parser.</summary>
internal static class CommandTokens
{
    /// <summary>The parser's own directives. Any other first word in brackets is a prompt.</summary>
    private static readonly string[] Directives = ["[suggest", "[diagram"];

    public static string[] From(IReadOnlyList<string> arguments, IReadOnlyCollection<string> verbs)
    {
        var tokens = LocalOptionTokens.WithPort(arguments, verbs);
        return tokens is [['[', ..], ..] && !Directives.Any(directive => tokens[0].StartsWith(directive, StringComparison.Ordinal))
            ? ["send", .. tokens]
            : tokens;
    }
}
