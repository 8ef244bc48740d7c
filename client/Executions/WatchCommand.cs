using System.CommandLine;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Executions;

/// <summary><c>watch ID</c>: follows a prompt state by state until it ends.</summary>
internal static class WatchCommand
{
    public static Command Create(CommonOptions common)
    {
        var id = new Argument<string>("id") { HelpName = "ID", Description = "A prompt's id, or its execution's ARN" };
        var attempt = WaitOptions.Attempt();
        var timeout = WaitOptions.Timeout();
        var command = new Command("watch", "Follow a prompt state by state until it ends; exit code 1 if it fails")
        {
            id,
            attempt,
            timeout,
        };
        common.SetAction(
            command,
            (parsed, context, cancellationToken) =>
                RunAsync(
                    context,
                    new AwaitedPrompt(IdArguments.IdFrom(parsed.GetRequiredValue(id)), parsed.GetValue(attempt) ?? 1),
                    parsed.GetValue(timeout).Longest,
                    cancellationToken
                )
        );
        ProgramHelp.AddExamples(
            command,
            "prompt-to-image watch order-1234",
            "prompt-to-image watch order-1234 --attempt 2 --timeout 10min",
            "prompt-to-image watch order-1234 --json | jq -r .status"
        );
        return command;
    }

    private static async Task<ExitCode> RunAsync(
        CommandContext context,
        AwaitedPrompt prompt,
        TimeSpan timeout,
        CancellationToken cancellationToken
    )
    {
        var follower = new ExecutionFollower(context);
        var snapshots = follower.FollowAsync(prompt, timeout, cancellationToken);
        if (context.Json)
        {
            await WriteChangesAsync(context, snapshots, cancellationToken);
        }
        else
        {
            await new SnapshotDisplay(context.Screen, context.Clock).ShowAsync(snapshots, cancellationToken);
        }

        return Conclude(context, follower.Latest!);
    }

    private static async Task WriteChangesAsync(
        CommandContext context,
        IAsyncEnumerable<ExecutionSnapshot> snapshots,
        CancellationToken cancellationToken
    )
    {
        ExecutionSnapshot? last = null;
        await foreach (var snapshot in snapshots.WithCancellation(cancellationToken))
        {
            if (!snapshot.SameAs(last))
            {
                OutputJson.Write(context.Screen, snapshot, OutputJson.Default.ExecutionSnapshot);
            }

            last = snapshot;
        }
    }

    private static ExitCode Conclude(CommandContext context, PromptAttempt ended)
    {
        if (ended.Failure is { } failure)
        {
            context.Screen.Error.WriteLine(FailureAdvice.For(ended, failure, context));
            return ExitCode.Failed;
        }

        if (!context.Json)
        {
            context.Screen.Out.WriteLine($"{ended.Id} {ended.Status}. To download the image: {context.Command("get", ended.Id)}");
        }

        return ExitCode.Done;
    }
}
