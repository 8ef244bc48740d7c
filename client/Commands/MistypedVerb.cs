using PromptToImage.CommandLine;

namespace PromptToImage.Client.Commands;

/// <summary>Rejects <c>prompt-to-image statsu</c> and <c>prompt-to-image login</c>, which would be sent and paid for as prompts.</summary>
internal static class MistypedVerb
{
    /// <summary>Verbs of other programs that people try here.</summary>
    private static readonly HashSet<string> CommonVerbs =
    [
        "abort",
        "auth",
        "batch",
        "clear",
        "config",
        "configure",
        "create",
        "delete",
        "describe",
        "download",
        "exec",
        "exit",
        "export",
        "fetch",
        "help",
        "import",
        "info",
        "init",
        "install",
        "kill",
        "log",
        "login",
        "logout",
        "ls",
        "ping",
        "ps",
        "pull",
        "push",
        "quit",
        "redrive",
        "remove",
        "restart",
        "resume",
        "retry",
        "rm",
        "run",
        "search",
        "serve",
        "setup",
        "show",
        "start",
        "stop",
        "tail",
        "test",
        "uninstall",
        "update",
        "upgrade",
        "usage",
        "version",
        "wait",
        "whoami",
    ];

    /// <exception cref="CommandException">The only word is almost a verb of this program, or a common verb.</exception>
    public static void Reject(string[] words, string[] verbs)
    {
        if (words is not [{ Length: > 0 } only] || only.Any(char.IsWhiteSpace))
        {
            return;
        }

        var word = only.ToLowerInvariant();
        // Many words differ from a short verb in two letters.
        var meant = verbs.FirstOrDefault(verb => verb[0] == word[0] && Distance(word, verb) <= (verb.Length <= 4 ? 1 : 2));
        if (meant is not null || CommonVerbs.Contains(word))
        {
            var advice = meant is null ? "For the commands, use: prompt-to-image --help." : $"Did you mean '{meant}'?";
            throw CommandException.WrongUse(
                $"'{only}' is not a command. {advice} To send that word as a prompt, use: prompt-to-image send \"{only}\""
            );
        }
    }

    /// <summary>Levenshtein's distance: the number of letters to insert, delete or replace.</summary>
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
