using System.CommandLine;
using PromptToImage.Client.Completion;
using PromptToImage.Client.DeadLetters;
using PromptToImage.Client.Executions;
using PromptToImage.Client.Images;
using PromptToImage.Client.Logs;
using PromptToImage.Client.Queues;
using PromptToImage.Client.Send;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Commands;

/// <summary>The tree of commands. Without a verb, the program sends a prompt.</summary>
internal static class ClientRootCommand
{
    private const string Notes = """
        Exit codes:
          0 done, 1 the prompt failed or is unknown, 2 wrong use, 3 a service could not be reached or rejected the request,
          4 the time limit of a wait passed, 130 stopped by Ctrl-C

        Shell completion:
          source <(prompt-to-image completion bash)    # or zsh; for PowerShell, see prompt-to-image completion --help

        """;

    public static RootCommand Create(CommonOptions common)
    {
        var root = new RootCommand("Sends prompts, follows them and downloads their images.")
        {
            SendCommand.Create(common),
            StatusCommand.Create(common),
            WatchCommand.Create(common),
            GetCommand.Create(common),
            OpenCommand.Create(common),
            ListCommand.Create(common),
            CancelCommand.Create(common),
            HistoryCommand.Create(common),
            LogsCommand.Create(common),
            QueueCommand.Create(common),
            DeadLettersCommand.Create(common),
            CompletionCommand.Create(),
        };
        common.AddTo(root);
        SendCommand.Configure(root, common, words => MistypedVerb.Reject(words, [.. root.Subcommands.Select(verb => verb.Name)]));
        ProgramHelp.UseIn(root, Notes, new OptionGroup("Connection options", common.Connection));
        ProgramHelp.AddExamples(
            root,
            "prompt-to-image \"Me on top of a pyramid\"",
            "prompt-to-image \"A croissant\" --local --wait --open",
            "prompt-to-image send --file prompts.txt > sent.tsv",
            "prompt-to-image status --ids sent.tsv",
            "prompt-to-image dead-letters redrive --all",
            "docker run -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY -e AWS_REGION -e SQS_QUEUE_URL IMAGE \"Me on top of a pyramid\""
        );
        return root;
    }
}
