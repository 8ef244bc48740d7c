using System.CommandLine;
using System.Globalization;
using PromptToImage.CommandLine;
using PromptToImage.Contracts.Flow;
using PromptToImage.Contracts.Values;
using PromptToImage.Simulation;

namespace PromptToImage.Runner.Commands;

/// <summary><c>simulate</c>: sends prompts through the same state machine and flow control in virtual time.</summary>
internal sealed class SimulateCommand
{
    private static readonly SimulationOptions Defaults = new();

    private readonly Option<int> _prompts = ParsedOption.Create(
        "--prompts",
        "N",
        "How many prompts are sent",
        Defaults.Prompts,
        text => WholeNumber.Parse(text, 1, 100_000_000)
    );
    private readonly Option<Arrival> _arrival = ParsedOption.Create(
        "--arrival",
        "burst|RATE",
        "When they are sent: all at once, or at a rate such as 2/s",
        Defaults.Arrival,
        Arrival.Parse
    );
    private readonly Option<string?> _arrivals = ParsedOption.Text(
        "--arrivals",
        "FILE",
        "Send them at the times in a file instead. A line is a time: seconds since the start, or ISO 8601. A number of prompts can "
            + "follow after a comma: 2026-11-22T10:00Z,50. # begins a comment. The times are repeated when there are more prompts"
    );
    private readonly Option<ModelQuota> _modelQuota = ParsedOption.Create(
        "--model-quota",
        "RATE|none",
        "How many requests Bedrock admits, for example 60/min",
        new ModelQuota(Defaults.ModelQuotaPerMinute),
        ModelQuota.Parse
    );
    private readonly Option<DurationRange> _modelLatency = ParsedOption.Create(
        "--model-latency",
        "TIME",
        "How long Bedrock takes for an image",
        Defaults.ModelLatency,
        DurationRange.Parse
    );
    private readonly Option<Percentage> _modelErrorRate = ParsedOption.Create(
        "--model-error-rate",
        "SHARE",
        "The share of admitted requests that end in a server error",
        Defaults.ModelErrorRate,
        Percentage.Parse
    );
    private readonly Option<Outage[]> _outage = ParsedOption.Many(
        "--outage",
        "BEGIN+LENGTH",
        "When every request to Bedrock fails, for example 10:00+2h: 10 hours after the start, for 2 hours. May be repeated",
        Outage.Parse
    );
    private readonly Option<Percentage> _filterRate = ParsedOption.Create(
        "--filter-rate",
        "SHARE",
        "The share of prompts that the content filter blocks",
        Defaults.FilterRate,
        Percentage.Parse
    );
    private readonly Option<int> _concurrency = ParsedOption.Create(
        "--concurrency",
        "N",
        "How many executions may run at the same time",
        Defaults.MaxConcurrentExecutions,
        text => WholeNumber.Parse(text, 1, FlowNumbers.MaximumConcurrency)
    );
    private readonly Option<DurationRange> _functionLatency = ParsedOption.Create(
        "--function-latency",
        "TIME",
        "How long each other function takes",
        Defaults.FunctionLatency,
        DurationRange.Parse
    );
    private readonly Option<DurationRange> _listDelay = ParsedOption.Create(
        "--list-delay",
        "TIME",
        "How old a list of running executions is; 0 for a consistent list",
        Defaults.ListDelay,
        DurationRange.Parse
    );
    private readonly Option<int> _seed = ParsedOption.Create(
        "--seed",
        "N",
        "Seed of the random numbers; equal seeds give equal reports",
        Defaults.Seed,
        text => WholeNumber.Parse(text, 0, int.MaxValue)
    );
    private readonly Option<string?> _definition = ParsedOption.Text(
        "--definition",
        "FILE",
        "A state machine definition [default: the project's]"
    );
    private readonly Option<bool> _json = new("--json") { Description = "Print the report as JSON" };
    private readonly Option<string?> _html = ParsedOption.Text("--html", "FILE", "Also write the report as an HTML page");

    private SimulateCommand() { }

    public static Command Create()
    {
        var options = new SimulateCommand();
        var command = new Command(
            "simulate",
            "Send prompts through the same state machine and flow control in virtual time and report the results"
        )
        {
            options._prompts,
            options._arrival,
            options._arrivals,
            options._modelQuota,
            options._modelLatency,
            options._modelErrorRate,
            options._outage,
            options._filterRate,
            options._concurrency,
            options._functionLatency,
            options._listDelay,
            options._seed,
            options._definition,
            options._json,
            options._html,
        };
        command.SetAction(async (result, cancellationToken) => (int)await options.RunAsync(result, cancellationToken));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (result.GetValue(_html) is { } page)
        {
            OutputFile.Check(page);
        }

        var arrivals = await ReadArrivalsAsync(result, cancellationToken);
        var options = new SimulationOptions
        {
            Prompts = arrivals is not null && !IsGiven(result, _prompts) ? arrivals.Offsets.Count : result.GetValue(_prompts),
            Arrival = arrivals ?? result.GetValue(_arrival)!,
            ModelQuotaPerMinute = result.GetValue(_modelQuota)!.PerMinute,
            ModelLatency = result.GetValue(_modelLatency),
            ModelErrorRate = result.GetValue(_modelErrorRate),
            Outages = result.GetValue(_outage) ?? [],
            FilterRate = result.GetValue(_filterRate),
            MaxConcurrentExecutions = result.GetValue(_concurrency),
            FunctionLatency = result.GetValue(_functionLatency),
            ListDelay = result.GetValue(_listDelay),
            Seed = result.GetValue(_seed),
        };
        try
        {
            options.Check();
        }
        catch (FormatException e)
        {
            throw CommandException.WrongUse(e.Message, e);
        }

        var definition = await DefinitionFile.ReadAsync(result.GetValue(_definition), cancellationToken);
        using var progress = new ProgressLine(Console.Error, Console.IsErrorRedirected);
        var report = definition.Parse(text => new Simulator(text, options)).Run(
            (done, elapsed) =>
                progress.Show(
                    $"{done * 100L / options.Prompts,3} %  {done:N0} of {options.Prompts:N0} prompts settled, {DurationText.Format(elapsed)} simulated"
                ),
            cancellationToken
        );
        progress.Clear();
        if (result.GetValue(_html) is { } file)
        {
            OutputFile.Write(file, ReportHtml.Write(report));
        }

        Console.Write(result.GetValue(_json) ? ReportJson.Write(report) + Environment.NewLine : ReportText.Write(report));
        return ExitCode.Done;
    }

    /// <returns>Null where no file is named.</returns>
    private async Task<Arrival.Recorded?> ReadArrivalsAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (result.GetValue(_arrivals) is not { } file)
        {
            return null;
        }

        if (IsGiven(result, _arrival))
        {
            throw CommandException.WrongUse("--arrival and --arrivals cannot be used together.");
        }

        try
        {
            return Arrival.Recorded.Parse(file, await DefinitionFile.ReadTextAsync(file, cancellationToken));
        }
        catch (FormatException e)
        {
            throw CommandException.WrongUse(e.Message, e);
        }
    }

    private static bool IsGiven(ParseResult result, Option option) => result.GetResult(option) is { Implicit: false };

    /// <summary>A quota that may be absent. The command line's library does not accept null as the result of a parser.</summary>
    private sealed record ModelQuota(int? PerMinute)
    {
        private const string None = "none";

        public static ModelQuota Parse(string text) => new(text == None ? null : Rate.Parse(text).PerMinute);

        public override string ToString() => PerMinute is { } quota ? string.Create(CultureInfo.InvariantCulture, $"{quota}/min") : None;
    }
}
