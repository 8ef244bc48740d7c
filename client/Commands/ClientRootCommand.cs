using System.CommandLine;
using PromptToImage.Client.Connection;
using PromptToImage.Client.DeadLetters;
using PromptToImage.Client.Executions;
using PromptToImage.Client.Images;
using PromptToImage.Client.Queues;
using PromptToImage.Client.Send;

namespace PromptToImage.Client.Commands;

/// <summary>The tree of verbs. Without one, the program sends a prompt.</summary>
internal static class ClientRootCommand
{
    public static RootCommand Create(Surroundings surroundings, ConnectionOptions connection)
    {
        var environment = new CommandEnvironment(surroundings, connection);
        var root = new RootCommand("A prompt goes in, an image comes out: sends prompts, follows them, fetches their images.")
        {
            SendCommand.Create(environment),
            StatusCommand.Create(environment),
            WatchCommand.Create(environment),
            GetCommand.Create(environment),
            ListCommand.Create(environment),
            CancelCommand.Create(environment),
            HistoryCommand.Create(environment),
            QueueCommand.Create(environment),
            DeadLettersCommand.Create(environment),
        };
        environment.AddTo(root);
        SendCommand.Configure(root, environment, words => MistypedVerb.Refuse(words, [.. root.Subcommands.Select(verb => verb.Name)]));
        HelpWithExamples.UseIn(root);
        HelpWithExamples.Add(
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
