using System.CommandLine;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Completion;

/// <summary><c>completion SHELL</c>: writes a script that completes this program's words in a shell.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "pwsh"];

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { HelpName = "SHELL", Description = $"One of {string.Join(", ", Shells)}" };
        shell.AcceptOnlyFromAmong(Shells);
        var command = new Command("completion", "Write a script that completes the words of this program in a shell") { shell };
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(Script(parsed.GetRequiredValue(shell))));
        ProgramHelp.AddExamples(
            command,
            "prompt-to-image completion bash > ~/.local/share/bash-completion/completions/prompt-to-image",
            "source <(prompt-to-image completion zsh)                       # in ~/.zshrc, after compinit",
            "prompt-to-image completion pwsh | Out-String | Invoke-Expression   # in $PROFILE"
        );
        return command;
    }

    private static string Script(string shell)
    {
        using var script = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"completion.{shell}")!;
        using var reader = new StreamReader(script);
        return reader.ReadToEnd();
    }
}
