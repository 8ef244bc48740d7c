using System.CommandLine;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Client.Logs;

/// <summary><c>logs ID</c>: shows what the functions logged about a prompt, or how to read it from CloudWatch Logs.</summary>
internal static class LogsCommand
{
    /// <summary>The time before the start of an execution in which Start logs that the prompt waits.</summary>
    private static readonly TimeSpan BeforeStart = TimeSpan.FromHours(1);

    public static Command Create(CommonOptions common)
    {
        var id = new Argument<string>("id") { HelpName = "ID", Description = "A prompt's id, or its execution's ARN" };
        var command = new Command("logs", "Show what the functions logged about a prompt; for AWS, the commands that show it") { id };
        common.SetAction(
            command,
            (parsed, context, cancellationToken) =>
                RunAsync(context, Checked(IdArguments.IdFrom(parsed.GetRequiredValue(id))), cancellationToken)
        );
        ProgramHelp.AddExamples(command, "prompt-to-image logs order-1234 --local", "prompt-to-image logs order-1234 | sh");
        return command;
    }

    /// <summary>The id becomes part of a path and of a command.</summary>
    private static string Checked(string id) =>
        PromptId.IsValid(id) ? id : throw CommandException.WrongUse($"'{id}' is not an id: it must be {PromptId.Rule}.");

    private static async Task<ExitCode> RunAsync(CommandContext context, string id, CancellationToken cancellationToken)
    {
        if (!context.Settings.IsLocal)
        {
            return await WriteCommandsAsync(context, id, cancellationToken);
        }

        if (await LogEntryView.ReadLocalAsync(context.Settings.Endpoint!, id, cancellationToken) is not { } entries)
        {
            throw CommandException.ServiceFailed($"The server at {context.Settings.Endpoint} does not offer the functions' log.");
        }

        if (context.Json)
        {
            OutputJson.Write(context.Screen, entries, OutputJson.Default.IReadOnlyListLogEntryView);
        }
        else if (entries.Count > 0)
        {
            AsListing(entries).WriteTo(context.Screen);
        }
        else
        {
            context.Screen.Error.WriteLine($"The functions' log has no entry about {id}.");
        }

        return entries.Count > 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<ExitCode> WriteCommandsAsync(CommandContext context, string id, CancellationToken cancellationToken)
    {
        var arn = context.Settings.RequiredStateMachineArn;
        var first = await context.Executions.FindAsync(id, cancellationToken);
        var commands = CloudWatchCommands.For(id, arn, first?.StartedAt - BeforeStart);
        if (context.Json)
        {
            OutputJson.Write(context.Screen, commands, OutputJson.Default.IReadOnlyListString);
        }

        foreach (var line in context.Json ? [] : commands)
        {
            context.Screen.Out.WriteLine(line);
        }

        return ExitCode.Done;
    }

    private static Listing AsListing(IReadOnlyList<LogEntryView> entries)
    {
        var listing = new Listing("TIME", "FUNCTION", "MESSAGE");
        foreach (var entry in entries)
        {
            listing.Add(Times.Show(entry.Time), entry.Function, entry.Message);
        }

        return listing;
    }
}
