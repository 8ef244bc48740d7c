using System.CommandLine;
using System.Diagnostics;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Values;
using PromptToImage.Simulation.Exploration;

namespace PromptToImage.Runner.Commands;

/// <summary><c>explore</c>: every fault, alone and in pairs, with the host dying after every event.</summary>
internal sealed class ExploreCommand
{
    private readonly Option<string?> _definition = CommandLineOptions.Create<string?>(
        "--definition",
        "FILE",
        "Another state machine than the project's",
        null,
        text => text
    );
    private readonly Option<bool> _quick = new("--quick") { Description = "Single states only, without pairs" };

    private ExploreCommand() { }

    public static Command Create()
    {
        var options = new ExploreCommand();
        var command = new Command(
            "explore",
            "Try every fault of every task, alone and in pairs, with the host dying after every event, and check that no prompt is lost"
        )
        {
            options._definition,
            options._quick,
        };
        command.SetAction((result, cancellation) => options.RunAsync(result, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var explorer = Explorer.Of(await DefinitionFile.ReadAsync(result.GetValue(_definition), cancellation));
        using var progress = new ProgressLine(Console.Error, Console.IsErrorRedirected);
        var watch = Stopwatch.StartNew();
        var explored = explorer.Run(pairs: !result.GetValue(_quick), stops: true, runs => progress.Show($"{runs:N0} runs"), cancellation);
        progress.Clear();
        Console.WriteLine(
            FormattableString.Invariant(
                $"{explored.Runs:N0} runs of {explored.Schedules:N0} sets of faults in {DurationText.Format(watch.Elapsed)}"
            )
        );
        if (explored.Violation is not { } violation)
        {
            Console.WriteLine("Every prompt ended as one image, or as one dead letter and one failure notice.");
            return ExitCode.Done;
        }

        Console.WriteLine();
        Console.WriteLine($"Broken: {violation.What}.");
        Console.WriteLine($"When:   {violation.Schedule}.");
        Console.WriteLine("History:");
        foreach (var happened in violation.History)
        {
            Console.WriteLine(FormattableString.Invariant($"  {happened.Id,4}  {happened.Type}  {Detail(happened)}"));
        }

        return ExitCode.Failed;
    }

    private static string Detail(StatesLanguage.History.HistoryEvent happened) =>
        happened.Details switch
        {
            StatesLanguage.History.HistoryDetails.StateEntered entered => entered.Name,
            StatesLanguage.History.HistoryDetails.StateExited exited => exited.Name,
            StatesLanguage.History.HistoryDetails.Failed failed => ErrorText.Describe(failed.Error, failed.Cause),
            StatesLanguage.History.HistoryDetails.TaskFailed failed => ErrorText.Describe(failed.Error, failed.Cause),
            _ => "",
        };
}
