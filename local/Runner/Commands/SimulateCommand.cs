using System.CommandLine;
using PromptToImage.Contracts.Values;
using PromptToImage.Simulation;

namespace PromptToImage.Runner.Commands;

/// <summary><c>simulate</c>: any number of prompts through the same machine and flow control, in virtual time.</summary>
internal sealed class SimulateCommand
{
    private static readonly SimulationOptions Defaults = new();

    private readonly Option<int> _prompts = CommandLineOptions.Create(
        "--prompts",
        "N",
        "How many prompts are sent",
        Defaults.Prompts,
        text => WholeNumber.Parse(text, 1, 100_000_000)
    );
    private readonly Option<Arrival> _arrival = CommandLineOptions.Create(
        "--arrival",
        "burst|RATE|FILE",
        "When they are sent: all at once, at a rate such as 2/s, or at the times in a file",
        Defaults.Arrival,
        Arrival.Parse
    );
    private readonly Option<int> _modelQuota = CommandLineOptions.Create(
        "--model-quota",
        "RATE",
        "How many requests Bedrock admits, for example 60/min",
        Defaults.ModelQuotaPerMinute,
        text => Rate.Parse(text).PerMinute
    );
    private readonly Option<DurationRange> _modelLatency = CommandLineOptions.Create(
        "--model-latency",
        "TIME",
        "How long Bedrock takes for an image",
        Defaults.ModelLatency,
        DurationRange.Parse
    );
    private readonly Option<Percentage> _modelErrorRate = CommandLineOptions.Create(
        "--model-error-rate",
        "SHARE",
        "The share of admitted requests that end in a server error",
        Defaults.ModelErrorRate,
        Percentage.Parse
    );
    private readonly Option<Percentage> _filterRate = CommandLineOptions.Create(
        "--filter-rate",
        "SHARE",
        "The share of prompts that the content filter blocks",
        Defaults.FilterRate,
        Percentage.Parse
    );
    private readonly Option<int> _concurrency = CommandLineOptions.Create(
        "--concurrency",
        "N",
        "How many executions run at a time",
        Defaults.MaxConcurrentExecutions,
        text => WholeNumber.Parse(text, 1, 1_000)
    );
    private readonly Option<DurationRange> _functionLatency = CommandLineOptions.Create(
        "--function-latency",
        "TIME",
        "How long each other function takes",
        Defaults.FunctionLatency,
        DurationRange.Parse
    );
    private readonly Option<int> _seed = CommandLineOptions.Create(
        "--seed",
        "N",
        "Chance: an equal seed gives an equal report",
        Defaults.Seed,
        text => WholeNumber.Parse(text, 0, int.MaxValue)
    );
    private readonly Option<string?> _definition = CommandLineOptions.Create<string?>(
        "--definition",
        "FILE",
        "Another state machine than the project's",
        null,
        text => text
    );
    private readonly Option<bool> _json = new("--json") { Description = "Print the report as JSON" };
    private readonly Option<string?> _html = CommandLineOptions.Create<string?>(
        "--html",
        "FILE",
        "Also write the report as one page with plots",
        null,
        text => text
    );

    private SimulateCommand() { }

    public static Command Create()
    {
        var options = new SimulateCommand();
        var command = new Command(
            "simulate",
            "Send any number of prompts through the same machine and flow control in virtual time, and report what comes of them"
        )
        {
            options._prompts,
            options._arrival,
            options._modelQuota,
            options._modelLatency,
            options._modelErrorRate,
            options._filterRate,
            options._concurrency,
            options._functionLatency,
            options._seed,
            options._definition,
            options._json,
            options._html,
        };
        command.SetAction((result, cancellation) => options.RunAsync(result, cancellation));
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellation)
    {
        var options = new SimulationOptions
        {
            Prompts = result.GetValue(_prompts),
            Arrival = result.GetValue(_arrival)!,
            ModelQuotaPerMinute = result.GetValue(_modelQuota),
            ModelLatency = result.GetValue(_modelLatency),
            ModelErrorRate = result.GetValue(_modelErrorRate),
            FilterRate = result.GetValue(_filterRate),
            MaxConcurrentExecutions = result.GetValue(_concurrency),
            FunctionLatency = result.GetValue(_functionLatency),
            Seed = result.GetValue(_seed),
        };
        var definition = await DefinitionFile.ReadAsync(result.GetValue(_definition), cancellation);
        using var progress = new ProgressLine(Console.Error, Console.IsErrorRedirected);
        var report = new Simulator(definition, options).Run(
            (done, elapsed) =>
                progress.Show(
                    $"{done * 100L / options.Prompts,3} %  {done:N0} of {options.Prompts:N0} prompts settled, {DurationText.Format(elapsed)} simulated"
                ),
            cancellation
        );
        progress.Clear();
        if (result.GetValue(_html) is { } file)
        {
            await File.WriteAllTextAsync(file, ReportHtml.Write(report), cancellation);
        }

        Console.Write(result.GetValue(_json) ? ReportJson.Write(report) + Environment.NewLine : ReportText.Write(report));
        return ExitCode.Done;
    }
}
