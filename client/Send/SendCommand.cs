using System.CommandLine;
using PromptToImage.Client.Commands;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Client.Send;

/// <summary><c>send</c>, and the program without a verb: both take the same words.</summary>
internal sealed class SendCommand
{
    private readonly Argument<string[]> _prompt = new("prompt")
    {
        Description = "What to draw, in quotes",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _negative = new("--negative") { HelpName = "TEXT", Description = "What must not be in the image" };
    private readonly Option<string?> _aspectRatio = new("--aspect-ratio")
    {
        HelpName = "W:H",
        Description = Choices("Shape of the image", PromptRules.AspectRatios),
    };
    private readonly Option<long?> _seed = NumberOption.Create(
        "--seed",
        "NUMBER",
        "Equal prompts with equal seeds draw equal images",
        0,
        PromptRules.MaximumSeed
    );
    private readonly Option<string?> _format = new("--format")
    {
        HelpName = "FORMAT",
        Description = Choices("Kind of file", PromptRules.OutputFormats),
    };
    private readonly Option<string?> _id = new("--id")
    {
        HelpName = "ID",
        Description = "An id of your own: sent twice, it is still one image",
    };
    private readonly Option<bool> _wait = new("--wait") { Description = "Follow the prompt until it ends and download the image" };
    private readonly Option<string?> _out = new("--out", "-o")
    {
        HelpName = "PATH",
        Description = "Where the image goes: a file or a folder [default: ./{id}.png]",
    };
    private readonly Option<bool> _open = new("--open") { Description = "Show the image when it is there; implies --wait" };
    private readonly Option<string?> _file = new("--file", "-f")
    {
        HelpName = "FILE",
        Description = "Send every line of a .txt or .jsonl file, or of standard input (-)",
    };
    private readonly Option<string?> _batch = new("--batch")
    {
        HelpName = "NAME",
        Description = "With --file: part of every line's id, so that another name sends the same lines anew [default: the file's name]",
    };
    private readonly Option<string?> _resume = new("--resume")
    {
        HelpName = "SENT",
        Description = "With --file: leave out the ids in this file, written by an earlier send",
    };

    private SendCommand()
    {
        Complete(_aspectRatio, PromptRules.AspectRatios);
        Complete(_format, PromptRules.OutputFormats);
    }

    public static Command Create(CommandEnvironment environment)
    {
        var command = new Command("send", "Send a prompt, or a file of prompts");
        Configure(command, environment, _ => { });
        HelpWithExamples.Add(
            command,
            "prompt-to-image send \"Me on top of a pyramid\" --aspect-ratio 16:9 --wait --open",
            "prompt-to-image send \"A croissant\" --id order-1234 --format jpeg",
            "prompt-to-image send --file prompts.txt > sent.tsv",
            "prompt-to-image send --file prompts.jsonl --resume sent.tsv >> sent.tsv",
            "generate-prompts | prompt-to-image send --file - --batch monday"
        );
        return command;
    }

    /// <param name="check">Looks at the prompt's words before anything else is done with them.</param>
    public static void Configure(Command command, CommandEnvironment environment, Action<string[]> check)
    {
        var send = new SendCommand();
        command.Arguments.Add(send._prompt);
        foreach (
            var option in new Option[]
            {
                send._negative,
                send._aspectRatio,
                send._seed,
                send._format,
                send._id,
                send._wait,
                send._out,
                send._open,
                send._file,
                send._batch,
                send._resume,
            }
        )
        {
            command.Options.Add(option);
        }
        command.SetAction(
            async (parsed, stop) =>
            {
                check(parsed.GetValue(send._prompt) ?? []);
                using var session = environment.Open(parsed);
                return (int)await send.RunAsync(parsed, session, stop);
            }
        );
    }

    private static string Choices(string what, IReadOnlyList<string> choices)
    {
        return $"{what}: {string.Join(", ", choices)}";
    }

    private static void Complete(Option<string?> option, IReadOnlyList<string> choices)
    {
        option.CompletionSources.Add([.. choices]);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Session session, CancellationToken stop)
    {
        var words = parsed.GetValue(_prompt) ?? [];
        var defaults = new PromptDefaults(
            parsed.GetValue(_negative),
            parsed.GetValue(_aspectRatio),
            parsed.GetValue(_seed),
            parsed.GetValue(_format)
        );
        if (parsed.GetValue(_file) is { } file)
        {
            if (words.Length > 0)
            {
                throw ClientException.WrongUse("Pass a prompt or --file, not both.");
            }

            if (parsed.GetValue(_id) is not null || parsed.GetValue(_wait) || parsed.GetValue(_open) || parsed.GetValue(_out) is not null)
            {
                throw ClientException.WrongUse(
                    "--id, --wait, --out and --open are for one prompt. Send the file, keep what is written (> sent.tsv), "
                        + "then use: prompt-to-image get --ids sent.tsv --wait --out FOLDER"
                );
            }
            var choices = new SendFileChoices(file, parsed.GetValue(_batch), parsed.GetValue(_resume), defaults);
            return await new SendFile(session).RunAsync(choices, stop);
        }
        if (parsed.GetValue(_batch) is not null || parsed.GetValue(_resume) is not null)
        {
            throw ClientException.WrongUse("--batch and --resume go with --file.");
        }

        var one = new SendOneChoices
        {
            Prompt = Single(words),
            Defaults = defaults,
            Id = parsed.GetValue(_id),
            Wait = parsed.GetValue(_wait) || parsed.GetValue(_open) || parsed.GetValue(_out) is not null,
            Out = parsed.GetValue(_out),
            Open = parsed.GetValue(_open),
        };
        return await new SendOne(session).RunAsync(one, stop);
    }

    private static string Single(string[] words)
    {
        return words switch
        {
            [var prompt] => prompt,
            [] => throw ClientException.WrongUse(
                "Say what to draw: prompt-to-image \"Me on top of a pyramid\". See: prompt-to-image --help"
            ),
            _ => throw ClientException.WrongUse($"A prompt of several words goes in quotes: prompt-to-image \"{string.Join(' ', words)}\""),
        };
    }
}
