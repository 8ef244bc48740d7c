using System.CommandLine;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Images;
using PromptToImage.CommandLine;
using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Client.Send;

/// <summary><c>send</c>, and the program without a verb. Both have the same arguments.</summary>
internal sealed class SendCommand
{
    private readonly Argument<string[]> _prompt = new("prompt")
    {
        Description = "The prompt, in quotes",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _negative = ParsedOption.Text("--negative", "TEXT", "What the image must not show");
    private readonly Option<string?> _aspectRatio = ParsedOption.Text(
        "--aspect-ratio",
        "W:H",
        Choices("Aspect ratio of the image", PromptRules.AspectRatios)
    );
    private readonly Option<long?> _seed = ParsedOption.Number(
        "--seed",
        "NUMBER",
        "Equal prompts with equal seeds give equal images",
        0,
        PromptRules.MaximumSeed
    );
    private readonly Option<long?> _count = ParsedOption.Number(
        "--count",
        "NUMBER",
        "Send the prompt for several images, 1 to 100, with the ids {id}-1, {id}-2 and so on and different seeds",
        1,
        MostImages
    );
    private readonly Option<long[]?> _seeds = ParsedOption.Optional(
        "--seeds",
        "NUMBERS",
        "Send the prompt once for each of these seeds, for example 1,2,3",
        ParseSeeds
    );
    private readonly Option<string?> _format = ParsedOption.Text("--format", "FORMAT", Choices("File format", PromptRules.OutputFormats));
    private readonly Option<string?> _id = ParsedOption.Text("--id", "ID", "Your own id; a prompt that is sent twice with it is one image");
    private readonly ImageOptions _images = new();
    private readonly Option<string?> _file = new("--file", "-f")
    {
        HelpName = "FILE",
        Description = "Send every line of a .txt or .jsonl file, or of standard input (-)",
    };
    private readonly Option<bool> _skipInvalid = new("--skip-invalid")
    {
        Description = "With --file: skip the lines that cannot be sent",
    };
    private readonly Option<string?> _batch = ParsedOption.Text(
        "--batch",
        "NAME",
        "With --file: part of every line's id. Another name sends the same lines as new prompts [default: the file's name]"
    );
    private readonly Option<string?> _resume = ParsedOption.Text(
        "--resume",
        "SENT",
        "With --file: do not send the ids in this file, which an earlier send wrote"
    );

    private const int MostImages = 100;

    private SendCommand()
    {
        _aspectRatio.CompletionSources.Add([.. PromptRules.AspectRatios]);
        _format.CompletionSources.Add([.. PromptRules.OutputFormats]);
    }

    public static Command Create(CommonOptions common)
    {
        var command = new Command("send", "Send a prompt, or a file of prompts");
        Configure(command, common, _ => { });
        ProgramHelp.AddExamples(
            command,
            "prompt-to-image send \"Me on top of a pyramid\" --aspect-ratio 16:9 --wait --open",
            "prompt-to-image send \"A croissant\" --id order-1234 --format jpeg",
            "prompt-to-image send \"A croissant\" --count 4 --wait --out croissants",
            "prompt-to-image send --file prompts.txt --wait --out images",
            "prompt-to-image send --file prompts.txt > sent.tsv",
            "prompt-to-image send --file prompts.jsonl --resume sent.tsv >> sent.tsv",
            "generate-prompts | prompt-to-image send --file - --batch monday"
        );
        return command;
    }

    /// <param name="check">Checks the prompt's words before anything else.</param>
    public static void Configure(Command command, CommonOptions common, Action<string[]> check)
    {
        var send = new SendCommand();
        command.Arguments.Add(send._prompt);
        Option[] options =
        [
            send._negative,
            send._aspectRatio,
            send._seed,
            send._count,
            send._seeds,
            send._format,
            send._id,
            .. send._images.All,
            send._file,
            send._skipInvalid,
            send._batch,
            send._resume,
        ];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        common.SetAction(
            command,
            async (parsed, context, cancellationToken) =>
            {
                check(parsed.GetValue(send._prompt) ?? []);
                return await send.RunAsync(parsed, context, cancellationToken);
            }
        );
    }

    private static string Choices(string what, IReadOnlyList<string> choices) => $"{what}: {string.Join(", ", choices)}";

    private async Task<ExitCode> RunAsync(ParseResult parsed, CommandContext context, CancellationToken cancellationToken)
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
            return await new SendFile(context).RunAsync(FileOptions(parsed, file, words, defaults), cancellationToken);
        }

        if (parsed.GetValue(_batch) is not null || parsed.GetValue(_resume) is not null || parsed.GetValue(_skipInvalid))
        {
            throw CommandException.WrongUse("--batch, --resume and --skip-invalid need --file.");
        }

        var count = parsed.GetValue(_count);
        var seeds = parsed.GetValue(_seeds) ?? [];
        if (count is not null || seeds.Length > 0)
        {
            return await new SendSeries(context).RunAsync(SeriesOptions(parsed, Single(words), defaults, count, seeds), cancellationToken);
        }

        var one = new SendOneOptions(Single(words), defaults, parsed.GetValue(_id), _images.ForOne(parsed));
        return await new SendOne(context).RunAsync(one, cancellationToken);
    }

    private SendSeriesOptions SeriesOptions(
        ParseResult parsed,
        string prompt,
        PromptDefaults defaults,
        long? count,
        long[] seeds
    )
    {
        if ((seeds.Length > 0 && count is not null) || defaults.Seed is not null)
        {
            throw CommandException.WrongUse("Pass one of --seed, --seeds and --count: equal seeds give equal images.");
        }

        return new SendSeriesOptions(prompt, defaults, parsed.GetValue(_id), (int)(count ?? 0), seeds, _images.ForSeveral(parsed));
    }

    private static long[] ParseSeeds(string text)
    {
        long[] seeds = [.. text.Split(',').Select(seed => WholeNumber.Parse(seed, 0L, PromptRules.MaximumSeed))];
        return seeds.Length <= MostImages ? seeds : throw new FormatException($"{seeds.Length} seeds are more than {MostImages}");
    }

    private SendFileOptions FileOptions(ParseResult parsed, string file, string[] words, PromptDefaults defaults)
    {
        if (words.Length > 0)
        {
            throw CommandException.WrongUse("Pass a prompt or --file, not both.");
        }

        if (
            parsed.GetValue(_id) is not null
            || _images.Opens(parsed)
            || parsed.GetValue(_count) is not null
            || parsed.GetValue(_seeds) is { Length: > 0 }
        )
        {
            throw CommandException.WrongUse("--id, --open, --count and --seeds are for one prompt, not for --file.");
        }

        return new SendFileOptions(
            file,
            parsed.GetValue(_batch),
            parsed.GetValue(_resume),
            parsed.GetValue(_skipInvalid),
            defaults,
            _images.ForSeveral(parsed)
        );
    }

    private static string Single(string[] words) =>
        words switch
        {
            [var prompt] => prompt,
            [] => throw CommandException.WrongUse(
                "Pass a prompt: prompt-to-image \"Me on top of a pyramid\". See: prompt-to-image --help"
            ),
            _ => throw CommandException.WrongUse($"Put a prompt of several words in quotes: prompt-to-image \"{string.Join(' ', words)}\""),
        };
}
