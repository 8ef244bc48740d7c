using System.CommandLine;
using PromptToImage.Client.Commands;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.DeadLetters;

/// <summary><c>dead-letters</c>: lists dead letters. Its verbs show, redrive or delete them.</summary>
internal static class DeadLettersCommand
{
    public static Command Create(CommonOptions common)
    {
        var command = new Command("dead-letters", "List the prompts that failed, with the reasons")
        {
            CreateShow(common),
            RedriveCommand.Create(common),
            CreateDelete(common),
            CreatePurge(common),
        };
        var list = new Command("list", "List the prompts that failed, with the reasons; the same as without a verb");
        command.Subcommands.Add(list);
        foreach (var listing in (Command[])[command, list])
        {
            common.SetAction(
                listing,
                async (parsed, context, cancellationToken) => await new ListDeadLetters(context).RunAsync(cancellationToken)
            );
        }
        ProgramHelp.AddExamples(
            command,
            "prompt-to-image dead-letters",
            "prompt-to-image dead-letters show order-1234",
            "prompt-to-image dead-letters redrive --all"
        );
        return command;
    }

    private static Command CreateShow(CommonOptions common)
    {
        var id = new Argument<string>("id") { HelpName = "ID", Description = "A prompt's id" };
        var command = new Command("show", "Show one dead letter with its whole message") { id };
        common.SetAction(
            command,
            async (parsed, context, cancellationToken) =>
                await new ShowDeadLetter(context).RunAsync(parsed.GetRequiredValue(id), cancellationToken)
        );
        ProgramHelp.AddExamples(command, "prompt-to-image dead-letters show order-1234");
        return command;
    }

    private static Command CreateDelete(CommonOptions common)
    {
        var ids = new Argument<string[]>("id")
        {
            HelpName = "ID",
            Description = "Prompts' ids",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("delete", "Delete the dead letters of these prompts permanently") { ids };
        common.SetAction(
            command,
            async (parsed, context, cancellationToken) =>
                await new DeleteDeadLetters(context).RunAsync(parsed.GetRequiredValue(ids), cancellationToken)
        );
        ProgramHelp.AddExamples(command, "prompt-to-image dead-letters delete order-1234");
        return command;
    }

    private static Command CreatePurge(CommonOptions common)
    {
        var yes = new Option<bool>("--yes") { Description = "Delete without asking" };
        var command = new Command("purge", "Delete all dead letters permanently") { yes };
        common.SetAction(
            command,
            async (parsed, context, cancellationToken) =>
                await new PurgeDeadLetters(context).RunAsync(parsed.GetValue(yes), cancellationToken)
        );
        ProgramHelp.AddExamples(command, "prompt-to-image dead-letters purge --yes");
        return command;
    }
}
