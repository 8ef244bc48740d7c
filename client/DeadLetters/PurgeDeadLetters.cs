using System.Globalization;
using Amazon.SQS.Model;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;
using PromptToImage.Client.Queues;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.DeadLetters;

/// <summary>The result of <c>dead-letters purge --json</c>.</summary>
/// <param name="Purged">The approximate number of deleted messages.</param>
internal sealed record PurgeView(int Purged);

/// <summary>Deletes all dead letters, after a confirmation.</summary>
internal sealed class PurgeDeadLetters(CommandContext context)
{
    public async Task<ExitCode> RunAsync(bool yes, CancellationToken cancellationToken)
    {
        var url = await new DeadLetterReader(context).FindUrlAsync(cancellationToken);
        var depth = await QueueDepth.ReadAsync(context.Clients.Queues, url, cancellationToken);
        var count = depth.Total;
        if (!yes)
        {
            throw CommandException.WrongUse(
                $"{About(count)} would be deleted permanently. To confirm: {context.Command("dead-letters purge --yes")}"
            );
        }
        await context.Clients.Queues.PurgeQueueAsync(new PurgeQueueRequest { QueueUrl = url }, cancellationToken);
        if (context.Json)
        {
            OutputJson.Write(context.Screen, new PurgeView(count), OutputJson.Default.PurgeView);
        }
        else
        {
            context.Screen.Out.WriteLine($"{About(count)} deleted.");
        }

        return ExitCode.Done;
    }

    private static string About(int count)
    {
        return string.Create(CultureInfo.InvariantCulture, $"About {count:N0} dead {(count == 1 ? "letter" : "letters")}");
    }
}
