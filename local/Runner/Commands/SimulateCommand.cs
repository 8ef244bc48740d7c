using System.CommandLine;
using System.Globalization;
using PromptToImage.CommandLine;
using PromptToImage.Contracts.Flow;
using PromptToImage.Contracts.Values;
using PromptToImage.Simulation;
using PromptToImage.Simulation.Reports;
using PromptToImage.Simulation.Studies;

namespace PromptToImage.Runner.Commands;

/// <summary><c>simulate</c>: sends prompts through the same state machine and flow control in virtual time.</summary>
internal sealed class SimulateCommand
{
    private const int MostSimulations = 1_000;
    private const int MostSeeds = 100;
    private const string NoQuota = "none";

    private static readonly SimulationOptions Defaults = new();

    private readonly Option<SettingValues> _prompts = SettingValues.Option(
        "--prompts",
        "N",
        "How many prompts are sent",
        Text(Defaults.Prompts),
        text => WholeNumber.Parse(text, 1, SimulationOptions.MostPrompts),
        (options, prompts) => options with { Prompts = prompts }
    );
    private readonly Option<SettingValues> _arrival = SettingValues.Option(
        "--arrival",
        "burst|RATE",
        "When they are sent: all at once, or at a rate such as 2/s",
        Defaults.Arrival.ToString(),
        Arrival.Parse,
        (options, arrival) => options with { Arrival = arrival }
    );
    private readonly Option<string?> _arrivals = ParsedOption.Text(
        "--arrivals",
        "FILE",
        "Send them at the times in a file instead. A line is a time: seconds since the start, or ISO 8601. A number of prompts can "
            + "follow after a comma: 2026-11-22T10:00Z,50. # begins a comment. The times are repeated when there are more prompts"
    );
    private readonly Option<SettingValues> _modelQuota = SettingValues.Option(
        "--model-quota",
        $"RATE|{NoQuota}",
        "How many requests Bedrock admits, for example 60/min",
        Defaults.ModelQuotaPerMinute is { } quota ? $"{Text(quota)}/min" : NoQuota,
        text => text == NoQuota ? (int?)null : Rate.Parse(text).PerMinute,
        (options, quota) => options with { ModelQuotaPerMinute = quota }
    );
    private readonly Option<SettingValues> _modelLatency = SettingValues.Option(
        "--model-latency",
        "TIME",
        "How long Bedrock takes for an image",
        Defaults.ModelLatency.ToString(),
        DurationRange.Parse,
        (options, latency) => options with { ModelLatency = latency }
    );
    private readonly Option<SettingValues> _modelErrorRate = SettingValues.Option(
        "--model-error-rate",
        "SHARE",
        "The share of admitted requests that end in a server error",
        Defaults.ModelErrorRate.ToString(),
        Percentage.Parse,
        (options, rate) => options with { ModelErrorRate = rate }
    );
    private readonly Option<Outage[]> _outage = ParsedOption.Many(
        "--outage",
        "BEGIN+LENGTH",
        "When every request to Bedrock fails, for example 10:00+2h: 10 hours after the start, for 2 hours. May be repeated",
        Outage.Parse
    );
    private readonly Option<SettingValues> _filterRate = SettingValues.Option(
        "--filter-rate",
        "SHARE",
        "The share of prompts that the content filter blocks",
        Defaults.FilterRate.ToString(),
        Percentage.Parse,
        (options, rate) => options with { FilterRate = rate }
    );
    private readonly Option<SettingValues> _concurrency = SettingValues.Option(
        "--concurrency",
        "N",
        "How many executions may run at the same time",
        Text(Defaults.MaxConcurrentExecutions),
        text => WholeNumber.Parse(text, 1, FlowNumbers.MaximumConcurrency),
        (options, concurrency) => options with { MaxConcurrentExecutions = concurrency }
    );
    private readonly Option<SettingValues> _functionLatency = SettingValues.Option(
        "--function-latency",
        "TIME",
        "How long each other function takes",
        Defaults.FunctionLatency.ToString(),
        DurationRange.Parse,
        (options, latency) => options with { FunctionLatency = latency }
    );
    private readonly Option<SettingValues> _listDelay = SettingValues.Option(
        "--list-delay",
        "TIME",
        "How old a list of running executions is; 0 for a consistent list",
        Defaults.ListDelay.ToString(),
        DurationRange.Parse,
        (options, delay) => options with { ListDelay = delay }
    );
    private readonly Option<Target?> _target = ParsedOption.Optional(
        "--target-p95",
        "TIME",
        "Recommend the smallest quota and concurrency with which 95 % of the images are stored within this time, for example 1min",
        Target.Parse
    );
    private readonly Option<int> _seed = ParsedOption.Create(
        "--seed",
        "N",
        "Seed of the random numbers; equal seeds give equal reports",
        Defaults.Seed,
        text => WholeNumber.Parse(text, 0, int.MaxValue - MostSeeds)
    );
    private readonly Option<int> _seeds = ParsedOption.Create(
        "--seeds",
        "N",
        "Simulate with N seeds and report the median, the least and the most",
        1,
        text => WholeNumber.Parse(text, 1, MostSeeds)
    );
    private readonly Option<string?> _definition = ParsedOption.Text(
        "--definition",
        "FILE",
        "A state machine definition [default: the project's]"
    );
    private readonly Option<bool> _json = new("--json") { Description = "Print the report as JSON" };
    private readonly Option<string?> _html = ParsedOption.Text("--html", "FILE", "Also write the report as an HTML page");

    private SimulateCommand() { }

    /// <summary>The settings that take several values.</summary>
    private Option<SettingValues>[] Settings =>
        [
            _prompts,
            _arrival,
            _modelQuota,
            _modelLatency,
            _modelErrorRate,
            _filterRate,
            _concurrency,
            _functionLatency,
            _listDelay,
        ];

    public static Command Create()
    {
        var options = new SimulateCommand();
        var command = new Command(
            "simulate",
            "Send prompts through the same state machine and flow control in virtual time and report the results. "
                + "Settings take several values, separated by commas, which are compared"
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
            options._target,
            options._seed,
            options._seeds,
            options._definition,
            options._json,
            options._html,
        };
        ProgramHelp.AddExamples(
            command,
            "simulate --prompts 500 --model-quota none --concurrency 10,50,100 --target-p95 1min",
            "simulate --arrival 1/s --model-quota 60/min,120/min --outage 0:30+10min --seeds 5 --html report.html"
        );
        command.SetAction(async (result, cancellationToken) => (int)await options.RunAsync(result, cancellationToken));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (result.GetValue(_html) is { } page)
        {
            OutputFile.Check(page);
        }

        var settings = await ReadSettingsAsync(result, cancellationToken);
        var definition = await DefinitionFile.ReadAsync(result.GetValue(_definition), cancellationToken);
        var study = definition.Parse(text => new SimulationStudy(text, settings, result.GetValue(_seeds), result.GetValue(_target)));
        using var progress = new ProgressLine(Console.Error, Console.IsErrorRedirected, TimeProvider.System);
        var report = study.Run(happened => progress.Show(Line(happened)), cancellationToken);
        progress.Clear();
        if (result.GetValue(_html) is { } file)
        {
            OutputFile.Write(file, StudyHtml.Write(report));
        }

        Console.Write(result.GetValue(_json) ? StudyJson.Write(report) + Environment.NewLine : StudyText.Write(report));
        return ExitCode.Done;
    }

    private static FormattableString Line(StudyProgress happened) =>
        happened.Runs == 1
            ? $"{happened.Settled * 100L / happened.Prompts,3} %, {happened.Prompts:N0} prompts, {DurationText.Format(happened.Simulated)} simulated"
            : (FormattableString)$"{happened.RunsEnded:N0} of {happened.Runs:N0} simulations, {happened.Settled:N0} prompts of the next one";

    /// <summary>Every combination of the settings.</summary>
    private async Task<IReadOnlyList<SimulationOptions>> ReadSettingsAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var options = new SimulationOptions { Outages = result.GetValue(_outage) ?? [], Seed = result.GetValue(_seed) };
        IEnumerable<Option<SettingValues>> used = Settings;
        try
        {
            if (result.GetValue(_arrivals) is { } file)
            {
                if (IsGiven(result, _arrival))
                {
                    throw CommandException.WrongUse("--arrival and --arrivals cannot be used together.");
                }

                var arrivals = Arrival.Recorded.Parse(file, await DefinitionFile.ReadTextAsync(file, cancellationToken));
                options = options with { Arrival = arrivals, Prompts = arrivals.Offsets.Count };
                used = used.Where(option => option != _arrival && (option != _prompts || IsGiven(result, _prompts)));
            }

            var settings = used.Select(option => result.GetValue(option)!).ToList();
            if (settings.Aggregate((double)result.GetValue(_seeds), (runs, values) => runs * values.Count) > MostSimulations)
            {
                throw CommandException.WrongUse(
                    FormattableString.Invariant($"The settings and seeds give more than {MostSimulations:N0} simulations.")
                );
            }

            var combined = SettingValues.Combine(options, settings);
            foreach (var combination in combined)
            {
                combination.Check();
            }

            return combined;
        }
        catch (FormatException e)
        {
            throw CommandException.WrongUse(e.Message, e);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool IsGiven(ParseResult result, Option option) => result.GetResult(option) is { Implicit: false };
}
