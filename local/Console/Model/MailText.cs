using System.Text.RegularExpressions;

namespace PromptToImage.WebConsole.Model;

/// <summary>A part of an e-mail's text.</summary>
/// <param name="Link">The address on this console that the text is; null for other text.</param>
public sealed record MailTextPart(string Text, string? Link);

/// <summary>Finds the links to the console in e-mails. Other addresses stay text, because a prompt may contain them.</summary>
public static partial class MailText
{
    public static IReadOnlyList<MailTextPart> Split(string body)
    {
        var parts = new List<MailTextPart>();
        var end = 0;
        foreach (Match match in ConsoleAddress().Matches(body))
        {
            parts.Add(new MailTextPart(body[end..match.Index], null));
            // Without the host: an earlier run may have had another port.
            parts.Add(new MailTextPart(match.Value, match.Groups["path"].Value));
            end = match.Index + match.Length;
        }

        parts.Add(new MailTextPart(body[end..], null));
        return parts;
    }

    [GeneratedRegex(@"http://(?:localhost|127\.0\.0\.1)(?::\d+)?(?<path>/console/\S+)")]
    private static partial Regex ConsoleAddress();
}
