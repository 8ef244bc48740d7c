using PromptToImage.Client.Connection;

namespace PromptToImage.Client.Commands;

/// <summary>Puts arguments so that the parser takes them as they are meant.</summary>
internal static class CommandTokens
{
    /// <summary>What the parser offers in brackets; any other first word in brackets is a prompt.</summary>
    private static readonly string[] Directives = ["[suggest", "[diagram"];

    public static string[] Of(IReadOnlyList<string> arguments)
    {
        var tokens = LocalOptionTokens.WithPort(arguments);
        return tokens is [['[', ..], ..] && !Directives.Any(directive => tokens[0].StartsWith(directive, StringComparison.Ordinal))
            ? ["send", .. tokens]
            : tokens;
    }
}
