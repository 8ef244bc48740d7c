using System.Diagnostics;
using PromptToImage.AwsEmulator.Queues;
using PromptToImage.Contracts;
using PromptToImage.Runner.Commands;

namespace PromptToImage.Runner.Tests.Processes;

/// <summary>The command that the runner shows works on a machine without AWS configuration.</summary>
public sealed class SendCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_shown_command_sends_a_prompt_in_an_empty_environment()
    {
        Assert.SkipUnless(HasAwsCli(), "The AWS CLI is not installed.");
        await using var runner = RunnerProcess.Start("--port", "0", "--data", Path.Combine(_folder.Path, "data"));
        var endpoint = await runner.Endpoint;
        var outcome = await RunAsync(PipelineRun.SendCommand(endpoint, QueueService.UrlFor(endpoint, DeploymentNames.Default)));
        Assert.True(outcome.ExitCode == 0, outcome.Errors);
        Assert.Contains("MessageId", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_banner_shows_the_command_on_one_line_of_its_own()
    {
        var outcome = await RunnerProcess.RunAsync("--port", "0", "--data", Path.Combine(_folder.Path, "data"), "--once", "A croissant");
        Assert.Contains(
            outcome.Output.Split('\n'),
            line =>
                line.StartsWith("AWS_ACCESS_KEY_ID=local ", StringComparison.Ordinal)
                && line.EndsWith("--message-body \"A croissant\"", StringComparison.Ordinal)
        );
        Assert.Contains(outcome.Output.Split('\n'), line => line.EndsWith("functions.log", StringComparison.Ordinal));
    }

    private static bool HasAwsCli()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("aws", "--version") { RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private async Task<RunnerOutcome> RunAsync(string command)
    {
        var start = new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["HOME"] = _folder.Path;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new RunnerOutcome(process.ExitCode, await output, await errors);
    }
}
