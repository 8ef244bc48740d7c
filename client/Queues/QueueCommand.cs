using System.CommandLine;
using System.Globalization;
using PromptToImage.Client.Commands;
using PromptToImage.Client.DeadLetters;
using PromptToImage.Client.Output;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Client.Queues;

/// <summary><c>queue</c>: how full it is, how long the oldest has waited, and what the alarm says to it.</summary>
internal static class QueueCommand
{
    // The SDK's CloudWatch client would be one more package for two numbers; AWS's own tool has them.
    private const string AgeOnCloudWatch = "not told by SQS; in CloudWatch it is AWS/SQS ApproximateAgeOfOldestMessage";
    private const string AlarmOnCloudWatch = "not told by SQS; see: aws cloudwatch describe-alarms --alarm-name-prefix ";

    public static Command Create(CommandEnvironment environment)
    {
        var command = new Command("queue", "Say how many prompts wait, and for how long");
        command.SetAction(
            async (parsed, stop) =>
            {
                using var session = environment.Open(parsed);
                return (int)await RunAsync(session, stop);
            }
        );
        HelpWithExamples.Add(command, "prompt-to-image queue", "prompt-to-image queue --json | jq .queue.waiting");
        return command;
    }

    private static async Task<ExitCode> RunAsync(Session session, CancellationToken stop)
    {
        var queues = session.Clients.Queues;
        var deadLetterUrl = await DeadLetterUrlAsync(session, stop);
        var local = session.Settings.IsLocal ? await LocalStatus.ReadAsync(session.Settings.Endpoint!, stop) : null;
        var view = new QueueView
        {
            Queue = await QueueDepth.ReadAsync(queues, session.Settings.RequiredQueueUrl, stop),
            DeadLetters = deadLetterUrl is null ? null : await QueueDepth.ReadAsync(queues, deadLetterUrl, stop),
            OldestMessageSeconds = local?.OldestMessageSeconds,
            Alarm = local?.Alarm,
            AlarmThresholdSeconds = local?.AlarmThresholdSeconds,
        };
        if (session.Json)
        {
            OutputJson.Write(session.Screen, view, OutputJson.Default.QueueView);
        }
        else
        {
            AsListing(view, isLocal: local is not null).WriteTo(session.Screen);
        }

        return ExitCode.Done;
    }

    private static async Task<string?> DeadLetterUrlAsync(Session session, CancellationToken stop)
    {
        try
        {
            return await new DeadLetterQueue(session).FindUrlAsync(stop);
        }
        catch (ClientException)
        {
            // A queue without a dead-letter queue can be looked at all the same.
            return null;
        }
    }

    private static Listing AsListing(QueueView view, bool isLocal)
    {
        var listing = new Listing("QUEUE", view.Queue.Url);
        listing.Add("waiting", Number(view.Queue.Waiting));
        listing.Add("in flight", Number(view.Queue.InFlight));
        listing.Add("delayed", Number(view.Queue.Delayed));
        listing.Add(
            "oldest",
            view.OldestMessageSeconds is { } age ? DurationText.Format(TimeSpan.FromSeconds(age))
                : isLocal ? "none waits"
                : AgeOnCloudWatch
        );
        listing.Add("alarm", view.Alarm is null ? AlarmOnCloudWatch + view.Queue.Url.Split('/')[^1] : $"{view.Alarm}{Threshold(view)}");
        listing.Add(
            "dead letters",
            view.DeadLetters is { } dead ? Number(dead.Waiting + dead.InFlight + dead.Delayed) : "no queue for them is known"
        );
        return listing;
    }

    private static string Threshold(QueueView view)
    {
        return view.AlarmThresholdSeconds is { } seconds ? $" (raised above {DurationText.Format(TimeSpan.FromSeconds(seconds))})" : "";
    }

    private static string Number(int count)
    {
        return count.ToString("N0", CultureInfo.InvariantCulture);
    }
}
