using System.CommandLine;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;

namespace PromptToImage.Client.Executions;

/// <summary><c>watch ID</c>: follows a prompt state by state until it ends.</summary>
internal static class WatchCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        var id = new Argument<string>("id") { HelpName = "ID", Description = "A prompt's id, or its execution's ARN" };
        var command = new Command("watch", "Follow a prompt state by state until it ends; exit code 1 when it fails") { id };
        var attempt = AttemptOption.Create();
        command.Options.Add(attempt);
        command.SetAction(
            async (parsed, stop) =>
            {
                using var session = environment.Open(parsed);
                return (int)await RunAsync(session, IdArguments.IdOf(parsed.GetRequiredValue(id)), parsed.GetValue(attempt) ?? 1, stop);
            }
        );
        HelpWithExamples.Add(
            command,
            "prompt-to-image watch order-1234",
            "prompt-to-image watch order-1234 --attempt 2",
            "prompt-to-image watch order-1234 --json | jq -r .status"
        );
        return command;
    }

    private static async Task<ExitCode> RunAsync(Session session, string id, long fromAttempt, CancellationToken stop)
    {
        var clock = session.Surroundings.Clock;
        var follower = new ExecutionFollower(session.Executions, clock, ExecutionFollower.IntervalFor(session.Settings.IsLocal));
        var snapshots = follower.FollowAsync(id, message: null, fromAttempt, stop);
        if (session.Json)
        {
            await WriteChangesAsync(session, snapshots, stop);
        }
        else
        {
            await new SnapshotDisplay(session.Screen, clock).ShowAsync(snapshots, stop);
        }

        return Conclude(session, follower.Latest!);
    }

    private static async Task WriteChangesAsync(Session session, IAsyncEnumerable<ExecutionSnapshot> snapshots, CancellationToken stop)
    {
        ExecutionSnapshot? last = null;
        await foreach (var snapshot in snapshots.WithCancellation(stop))
        {
            if (!snapshot.SameAs(last))
            {
                OutputJson.Write(session.Screen, snapshot, OutputJson.Default.ExecutionSnapshot);
            }

            last = snapshot;
        }
    }

    private static ExitCode Conclude(Session session, PromptExecution ended)
    {
        if (ended.Failure is { } failure)
        {
            session.Screen.Error.WriteLine(FailureAdvice.For(ended, failure, session));
            return ExitCode.PromptFailed;
        }
        if (!session.Json)
        {
            session.Screen.Out.WriteLine($"{ended.Id} {ended.Status}. To fetch the image: {session.Command($"get {ended.Id}")}");
        }

        return ExitCode.Done;
    }
}
