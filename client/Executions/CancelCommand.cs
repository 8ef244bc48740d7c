using System.CommandLine;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Output;

namespace PromptToImage.Client.Executions;

/// <summary><c>cancel ID…</c>: stops running executions. Deliberately stopped is not failed: no dead letter, no mail.</summary>
internal static class CancelCommand
{
    private const string Cause = "Stopped with prompt-to-image cancel";

    public static Command Create(CommandEnvironment environment)
    {
        var ids = new IdArguments();
        var command = new Command("cancel", "Stop running prompts");
        ids.AddTo(command);
        command.SetAction(
            async (parsed, stop) =>
            {
                using var session = environment.Open(parsed);
                return (int)await RunAsync(session, await ids.ReadAsync(parsed, session.Surroundings.Input, stop), stop);
            }
        );
        HelpWithExamples.Add(command, "prompt-to-image cancel order-1234");
        return command;
    }

    private static async Task<ExitCode> RunAsync(Session session, IReadOnlyList<string> ids, CancellationToken stop)
    {
        var executions = session.Executions;
        var views = new List<CancelView>();
        foreach (var id in ids)
        {
            views.Add(await CancelAsync(executions, id, stop));
        }

        if (session.Json)
        {
            OutputJson.Write(session.Screen, views, OutputJson.Default.IReadOnlyListCancelView);
        }

        foreach (var view in session.Json ? [] : views)
        {
            session.Screen.Out.WriteLine($"{view.Id}\t{(view.Cancelled ? "cancelled" : view.Status)}");
        }

        if (views.Find(view => view.Status == ExecutionStates.NotStarted) is not { } waiting)
        {
            return ExitCode.Done;
        }

        session.Screen.Error.WriteLine(
            $"{waiting.Id} has not started: it waits in the queue, where a message cannot be taken back by its id, or was never sent. "
                + "Cancel it when it runs."
        );
        return ExitCode.WrongUse;
    }

    private static async Task<CancelView> CancelAsync(PromptExecutions executions, string id, CancellationToken stop)
    {
        if (await executions.FindLatestAsync(id, stop) is not { } found)
        {
            return new CancelView(id, Cancelled: false, ExecutionStates.NotStarted);
        }

        if (found.HasEnded)
        {
            return new CancelView(found.Id, Cancelled: false, found.Status);
        }

        await executions.StopAsync(found.Arn, Cause, stop);
        return new CancelView(found.Id, Cancelled: true, "ABORTED");
    }
}
