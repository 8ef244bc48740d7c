using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PromptToImage.Runner.Tests.Processes;

/// <summary>What the program cannot do it says in one line, and ends with 2.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("'fast' is no duration", "--model-latency", "fast")]
    [InlineData("--once needs a prompt", "--once")]
    [InlineData("'--nonsense'", "--nonsense")]
    public async Task A_bad_option(string reason, params string[] arguments) => Refused(await RunnerProcess.RunAsync(arguments), reason);

    [Fact]
    public async Task A_port_that_another_program_has()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        Refused(await RunnerProcess.RunAsync("--port", port, "--data", _folder.Path), $"Port {port} is in use by another program");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        Refused(await RunnerProcess.RunAsync("--port", "0", "--data", Path.Combine(file, "data")), "cannot be written");
    }

    [Fact]
    public async Task A_folder_that_another_runner_uses_which_goes_on()
    {
        await using var first = RunnerProcess.Start("--port", "0", "--data", _folder.Path);
        using var client = new RunnerClient(await first.Endpoint);
        Refused(await RunnerProcess.RunAsync("--port", "0", "--data", _folder.Path), "is in use by another process");
        await client.SendAsync("A croissant");
        await Condition.BecomesTrueAsync(client.IsIdleAsync);
    }

    private static void Refused(RunnerOutcome outcome, string reason)
    {
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(reason, Assert.Single(outcome.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }
}
