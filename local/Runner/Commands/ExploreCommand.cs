using System.CommandLine;
using PromptToImage.CommandLine;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Values;
using PromptToImage.Simulation.Exploration;

namespace PromptToImage.Runner.Commands;

/// <summary><c>explore</c>: injects every fault, alone and in pairs, and stops the host after every event.</summary>
internal sealed class ExploreCommand
{
    private readonly Option<string?> _definition = ParsedOption.Text(
        "--definition",
        "FILE",
        "A state machine definition [default: the project's]"
    );
    private readonly Option<bool> _quick = new("--quick") { Description = "Faults in single states only, without pairs" };

    private ExploreCommand() { }

    public static Command Create()
    {
        var options = new ExploreCommand();
        var command = new Command(
            "explore",
            "Inject every fault of every task, alone and in pairs, stop the host after every event, and check that no prompt is lost. This "
                + "takes some minutes, with --quick less than one. Ctrl-C ends it and shows what it has found."
        )
        {
            options._definition,
            options._quick,
        };
        command.SetAction(async (result, cancellationToken) => (int)await options.RunAsync(result, cancellationToken));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var definition = await DefinitionFile.ReadAsync(result.GetValue(_definition), cancellationToken);
        var explorer = definition.Parse(Explorer.Parse);
        using var progress = new ProgressLine(Console.Error, Console.IsErrorRedirected, TimeProvider.System);
        var explored = explorer.Run(
            pairs: !result.GetValue(_quick),
            stops: true,
            happened => progress.Show(Line(happened, progress.Elapsed)),
            cancellationToken
        );
        progress.Clear();
        var of = explored.FaultSets < explored.AllFaultSets ? FormattableString.Invariant($" of {explored.AllFaultSets:N0}") : "";
        Console.WriteLine(
            FormattableString.Invariant(
                $"{explored.Runs:N0} runs of {explored.FaultSets:N0}{of} sets of faults in {DurationText.Format(progress.Elapsed)}"
            )
        );
        if (explored.Violation is not { } violation)
        {
            Console.WriteLine(
                explored.WasCancelled
                    ? "Stopped before the end. Until then, every prompt ended as one image, or as one dead letter and one failure notice."
                    : "Every prompt ended as one image, or as one dead letter and one failure notice."
            );
            return explored.WasCancelled ? ExitCode.Interrupted : ExitCode.Done;
        }

        Console.WriteLine();
        Console.WriteLine($"Violation: {violation.Description}.");
        Console.WriteLine($"Faults:    {violation.Schedule}.");
        Console.WriteLine("History:");
        foreach (var historyEvent in violation.History)
        {
            Console.WriteLine(FormattableString.Invariant($"  {historyEvent.Id,4}  {historyEvent.Type}  {Detail(historyEvent)}"));
        }

        return ExitCode.Failed;
    }

    private static FormattableString Line(ExplorationProgress happened, TimeSpan elapsed)
    {
        var (runs, sets, all) = happened;
        var left = sets > 0 ? $", about {DurationText.Format(elapsed * ((all - sets) / (double)sets))} left" : "";
        return $"{sets:N0} of {all:N0} sets of faults, {runs:N0} runs{left}";
    }

    private static string Detail(StatesLanguage.History.HistoryEvent historyEvent) =>
        historyEvent.Details switch
        {
            StatesLanguage.History.HistoryDetails.StateEntered entered => entered.Name,
            StatesLanguage.History.HistoryDetails.StateExited exited => exited.Name,
            StatesLanguage.History.HistoryDetails.Failed failed => ErrorText.Describe(failed.Error, failed.Cause),
            StatesLanguage.History.HistoryDetails.TaskFailed failed => ErrorText.Describe(failed.Error, failed.Cause),
            _ => "",
        };
}
