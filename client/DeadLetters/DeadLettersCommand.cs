using System.CommandLine;
using PromptToImage.Client.Commands;

namespace PromptToImage.Client.DeadLetters;

/// <summary><c>dead-letters</c>: lists them; its verbs show one, send them on again, or throw them away.</summary>
internal static class DeadLettersCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        var command = new Command("dead-letters", "List prompts that failed, and why")
        {
            CreateShow(environment),
            CreateRedrive(environment),
            CreatePurge(environment),
        };
        var list = new Command("list", "List prompts that failed, and why (the same without a verb)");
        command.Subcommands.Add(list);
        foreach (var listing in (Command[])[command, list])
        {
            listing.SetAction(
                async (parsed, stop) =>
                {
                    using var session = environment.Open(parsed);
                    return (int)await new ListDeadLetters(session).RunAsync(stop);
                }
            );
        }
        HelpWithExamples.Add(
            command,
            "prompt-to-image dead-letters",
            "prompt-to-image dead-letters show order-1234",
            "prompt-to-image dead-letters redrive --all"
        );
        return command;
    }

    private static Command CreateShow(CommandEnvironment environment)
    {
        var id = new Argument<string>("id") { HelpName = "ID", Description = "A prompt's id" };
        var command = new Command("show", "Show all that is known of one") { id };
        command.SetAction(
            async (parsed, stop) =>
            {
                using var session = environment.Open(parsed);
                return (int)await new ShowDeadLetter(session).RunAsync(parsed.GetRequiredValue(id), stop);
            }
        );
        return command;
    }

    private static Command CreateRedrive(CommandEnvironment environment)
    {
        var ids = new Argument<string[]>("id")
        {
            HelpName = "ID",
            Description = "Prompts' ids",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var all = new Option<bool>("--all") { Description = "Every one there is" };
        var command = new Command("redrive", "Try prompts again: same id, next attempt") { ids, all };
        command.SetAction(
            async (parsed, stop) =>
            {
                using var session = environment.Open(parsed);
                var chosen = parsed.GetValue(ids) ?? [];
                if (chosen.Length > 0 == parsed.GetValue(all))
                {
                    throw ClientException.WrongUse("Which dead letters? Pass their ids, or --all.");
                }

                return (int)await new RedriveDeadLetters(session).RunAsync(chosen, stop);
            }
        );
        HelpWithExamples.Add(command, "prompt-to-image dead-letters redrive order-1234", "prompt-to-image dead-letters redrive --all");
        return command;
    }

    private static Command CreatePurge(CommandEnvironment environment)
    {
        var yes = new Option<bool>("--yes") { Description = "Really throw them away" };
        var command = new Command("purge", "Throw all of them away, for good") { yes };
        command.SetAction(
            async (parsed, stop) =>
            {
                using var session = environment.Open(parsed);
                return (int)await new PurgeDeadLetters(session).RunAsync(parsed.GetValue(yes), stop);
            }
        );
        return command;
    }
}
