using System.CommandLine;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Images;
using PromptToImage.CommandLine;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Client.DeadLetters;

/// <summary><c>dead-letters redrive</c>: sends failed prompts to the queue again.</summary>
internal sealed class RedriveCommand
{
    private readonly Argument<string[]> _ids = new("id")
    {
        HelpName = "ID",
        Description = "Prompts' ids",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _all = new("--all") { Description = "All dead letters" };
    private readonly Option<string?> _error = ParsedOption.Text("--error", "NAME", "All dead letters with this error");
    private readonly Option<string?> _newId = ParsedOption.Text(
        "--as",
        "NEWID",
        "Send one prompt with another id, as its first attempt; for an id that belongs to another prompt"
    );

    private readonly ImageOptions _images = new();

    public static Command Create(CommonOptions common)
    {
        var redrive = new RedriveCommand();
        var command = new Command("redrive", "Send prompts to the queue again, with the same id and the next attempt")
        {
            redrive._ids,
            redrive._all,
            redrive._error,
            redrive._newId,
        };
        foreach (var option in redrive._images.All)
        {
            command.Options.Add(option);
        }

        common.SetAction(
            command,
            async (parsed, context, cancellationToken) =>
                await new RedriveDeadLetters(context, redrive.Read(parsed)).RunAsync(cancellationToken)
        );
        ProgramHelp.AddExamples(
            command,
            "prompt-to-image dead-letters redrive order-1234 --wait",
            "prompt-to-image dead-letters redrive order-1234 --as order-1234-again",
            "prompt-to-image dead-letters redrive --error ModelUnavailableException",
            "prompt-to-image dead-letters redrive --all --wait --out images"
        );
        return command;
    }

    private RedriveOptions Read(ParseResult parsed)
    {
        var ids = parsed.GetValue(_ids) ?? [];
        var error = parsed.GetValue(_error);
        bool[] selections = [ids.Length > 0, parsed.GetValue(_all), error is not null];
        if (selections.Count(given => given) != 1)
        {
            throw CommandException.WrongUse("Which dead letters? Pass their ids, --error NAME, or --all.");
        }

        var newId = parsed.GetValue(_newId);
        if (newId is not null && ids.Length != 1)
        {
            throw CommandException.WrongUse("--as gives one prompt another id. Pass the id of one dead letter.");
        }

        return newId is null || PromptId.IsValid(newId)
            ? new RedriveOptions(ids, error, newId, ids.Length == 1 ? _images.ForOne(parsed) : _images.ForSeveral(parsed))
            : throw CommandException.WrongUse($"The id '{newId}' cannot be used: it must be {PromptId.Rule}.");
    }
}
