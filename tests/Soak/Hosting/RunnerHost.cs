using System.Globalization;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.CommandLine;
using PromptToImage.Contracts.Values;
using PromptToImage.Pipeline.Options;
using PromptToImage.Runner.Commands;
using PromptToImage.Runner.Display;
using Spectre.Console;

namespace PromptToImage.Soak.Hosting;

/// <summary>The runner in this process, with a clock that the soak run can set.</summary>
internal static class RunnerHost
{
    public const string Verb = "host";

    public static async Task<int> RunAsync(string port, string dataFolder, string clockFile)
    {
        using var interruption = new Interruption();
        using var clock = new AdjustableClock(clockFile);
        var time = new SteadyTimeProvider(clock);
        using var warnings = new WarningLog(Console.Error, time);
        var options = new RunOptions
        {
            Port = int.Parse(port, CultureInfo.InvariantCulture),
            DataFolder = dataFolder,
            ModelLatency = DurationRange.Parse("50ms..300ms"),
            ModelErrorRate = Percentage.Parse("5%"),
            MaxConcurrentExecutions = 50,
        };
        var run = new PipelineRun(options, null, new RunDisplay(AnsiConsole.Console, terminal: false), warnings, time);
        return (int)await run.RunAsync(interruption.Token);
    }
}
