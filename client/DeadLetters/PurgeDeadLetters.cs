using System.Globalization;
using Amazon.SQS.Model;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;
using PromptToImage.Client.Queues;

namespace PromptToImage.Client.DeadLetters;

/// <summary>Throws all dead letters away. They are somebody's prompts, so it must be said twice.</summary>
internal sealed class PurgeDeadLetters(Session session)
{
    public async Task<ExitCode> RunAsync(bool yes, CancellationToken stop)
    {
        var url = await new DeadLetterQueue(session).FindUrlAsync(stop);
        var depth = await QueueDepth.ReadAsync(session.Clients.Queues, url, stop);
        var count = depth.Waiting + depth.InFlight + depth.Delayed;
        if (!yes)
        {
            throw ClientException.WrongUse(
                $"{About(count)} would be gone for good. If that is meant: {session.Command("dead-letters purge --yes")}"
            );
        }
        await session.Clients.Queues.PurgeQueueAsync(new PurgeQueueRequest { QueueUrl = url }, stop);
        if (session.Json)
        {
            OutputJson.Write(session.Screen, new PurgeView(count), OutputJson.Default.PurgeView);
        }
        else
        {
            session.Screen.Out.WriteLine($"{About(count)} thrown away.");
        }

        return ExitCode.Done;
    }

    private static string About(int count)
    {
        return string.Create(CultureInfo.InvariantCulture, $"About {count:N0} dead {(count == 1 ? "letter" : "letters")}");
    }
}
