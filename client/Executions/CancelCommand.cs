using System.CommandLine;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;
using PromptToImage.Contracts;

namespace PromptToImage.Client.Executions;

/// <summary>One prompt of <c>cancel --json</c>.</summary>
/// <param name="Cancelled">False where there was no running execution.</param>
/// <param name="Status">The status after the command.</param>
internal sealed record CancelView(string Id, bool Cancelled, string Status);

/// <summary><c>cancel ID…</c>: stops running executions. A stopped execution leaves no dead letter and sends no e-mail.</summary>
internal static class CancelCommand
{
    private const string Cause = "Stopped with prompt-to-image cancel";

    public static Command Create(CommonOptions common)
    {
        var ids = new IdArguments();
        var command = new Command("cancel", "Stop running prompts; exit code 1 if one is unknown");
        ids.AddTo(command);
        common.SetAction(
            command,
            async (parsed, context, cancellationToken) =>
                await RunAsync(context, await ids.ReadAsync(parsed, context.Input, cancellationToken), cancellationToken)
        );
        ProgramHelp.AddExamples(command, "prompt-to-image cancel order-1234");
        return command;
    }

    private static async Task<ExitCode> RunAsync(CommandContext context, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var executions = context.Executions;
        var views = new List<CancelView>();
        foreach (var id in ids)
        {
            views.Add(await CancelAsync(executions, id, cancellationToken));
        }

        if (context.Json)
        {
            OutputJson.Write(context.Screen, views, OutputJson.Default.IReadOnlyListCancelView);
        }

        foreach (var view in context.Json ? [] : views)
        {
            context.Screen.Out.WriteLine($"{view.Id}\t{(view.Cancelled ? "cancelled" : view.Status)}");
        }

        string[] unknown = [.. views.Where(view => view.Status == PromptStatuses.Unknown).Select(view => view.Id)];
        foreach (var id in unknown)
        {
            context.Screen.Error.WriteLine($"{PromptStatuses.DescribeUnknown(id)}. A prompt in the queue can be cancelled when it runs.");
        }

        return unknown is [] ? ExitCode.Done : ExitCode.Failed;
    }

    private static async Task<CancelView> CancelAsync(PromptExecutions executions, string id, CancellationToken cancellationToken)
    {
        if (await executions.FindLatestAsync(id, cancellationToken) is not { } found)
        {
            return new CancelView(id, Cancelled: false, PromptStatuses.Unknown);
        }

        if (found.HasEnded)
        {
            return new CancelView(found.Id, Cancelled: false, found.Status);
        }

        await executions.StopAsync(found.Arn, Cause, cancellationToken);
        return new CancelView(found.Id, Cancelled: true, ExecutionStatuses.Aborted);
    }
}
