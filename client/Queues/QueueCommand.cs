using System.CommandLine;
using System.Globalization;
using PromptToImage.Client.Commands;
using PromptToImage.Client.DeadLetters;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;
using PromptToImage.Contracts.Flow;
using PromptToImage.Contracts.Values;

namespace PromptToImage.Client.Queues;

/// <summary><c>queue</c>: shows how many prompts wait and run, how long that takes, and the alarm.</summary>
internal static class QueueCommand
{
    // The CloudWatch client of the SDK would be one more package for two numbers, which the AWS CLI shows.
    private const string AgeOnCloudWatch = "in CloudWatch: AWS/SQS ApproximateAgeOfOldestMessage";
    private const string AlarmOnCloudWatch = "in CloudWatch: aws cloudwatch describe-alarms --alarm-name-prefix ";

    public static Command Create(CommonOptions common)
    {
        var command = new Command("queue", "Show how many prompts wait and run, and how long that takes");
        common.SetAction(command, (_, context, cancellationToken) => RunAsync(context, cancellationToken));
        ProgramHelp.AddExamples(command, "prompt-to-image queue", "prompt-to-image queue --json | jq .waiting");
        return command;
    }

    private static async Task<ExitCode> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var queues = context.Clients.Queues;
        var deadLetterUrl = await DeadLetterUrlAsync(context, cancellationToken);
        var local = context.Settings.IsLocal ? await LocalStatusReader.ReadAsync(context.Settings.Endpoint!, cancellationToken) : null;
        var depth = await QueueDepth.ReadAsync(queues, context.Settings.RequiredQueueUrl, cancellationToken);
        var backlog = context.Settings.StateMachineArn is null
            ? null
            : await BacklogReader.ReadAsync(context.Executions, context.Clock.GetUtcNow(), cancellationToken);
        var view = new QueueView
        {
            Running = backlog?.Running,
            BacklogSeconds = backlog?.SecondsFor(depth.Total),
            Queue = depth,
            DeadLetters = deadLetterUrl is null ? null : await QueueDepth.ReadAsync(queues, deadLetterUrl, cancellationToken),
            OldestMessageSeconds = local?.OldestMessageAgeSeconds,
            Alarm = local?.AlarmState,
            AlarmThresholdSeconds = local?.AlarmThresholdSeconds,
        };
        if (context.Json)
        {
            OutputJson.Write(context.Screen, view, OutputJson.Default.QueueView);
        }
        else
        {
            Write(context.Screen.Out, view, isLocal: local is not null);
        }

        return ExitCode.Done;
    }

    private static async Task<string?> DeadLetterUrlAsync(CommandContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await new DeadLetterReader(context).FindUrlAsync(cancellationToken);
        }
        catch (CommandException)
        {
            // A queue without a dead-letter queue can be shown all the same.
            return null;
        }
    }

    private static void Write(TextWriter output, QueueView view, bool isLocal)
    {
        output.WriteLine(
            $"waiting {Number(view.Waiting)}, running {(view.Running is { } running ? Number(running) : "not known")}, "
                + Backlog.Describe(view.BacklogSeconds)
        );
        output.WriteLine($"queue\t{view.Queue.Url}");
        output.WriteLine($"oldest\t{Oldest(view, isLocal)}");
        output.WriteLine($"alarm\t{Alarm(view)}");
        output.WriteLine($"dead letters\t{(view.DeadLetters is { } dead ? Number(dead.Total) : "no queue for them is known")}");
    }

    private static string Oldest(QueueView view, bool isLocal) =>
        view.OldestMessageSeconds is { } age ? DurationText.Format(TimeSpan.FromSeconds(age))
        : isLocal ? "none waits"
        : AgeOnCloudWatch;

    private static string Alarm(QueueView view) =>
        view.Alarm is null ? AlarmOnCloudWatch + view.Queue.Url.Split('/')[^1] : $"{view.Alarm}{Threshold(view)}";

    private static string Threshold(QueueView view) =>
        view.AlarmThresholdSeconds is { } seconds ? $" (raised above {DurationText.Format(TimeSpan.FromSeconds(seconds))})" : "";

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
