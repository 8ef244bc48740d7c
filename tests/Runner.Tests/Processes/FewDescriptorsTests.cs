using System.Net;
using System.Net.Sockets;

namespace PromptToImage.Runner.Tests.Processes;

/// <summary>The operating system lets the process open few files.</summary>
public sealed class FewDescriptorsTests : IDisposable
{
    private const int Connections = 600;

    private readonly TemporaryFolder _folder = new();
    private readonly List<TcpClient> _sockets = [];

    public void Dispose()
    {
        _sockets.ForEach(socket => socket.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public async Task New_clients_are_answered_while_others_hold_more_connections_than_the_runner_can_open()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows the limit of open files to a process.");
        await using var runner = Start(512);
        var endpoint = await runner.Endpoint;
        for (var i = 0; i < Connections; i++)
        {
            await HoldAsync(endpoint);
        }

        using var client = new RunnerClient(endpoint);
        await client.SendAsync("A croissant");
        await Condition.BecomesTrueAsync(async () => await client.IsIdleAsync() && await client.CountAsync("SUCCEEDED") == 1);
        runner.Kill();
        var outcome = await runner.EndAsync();
        Assert.Contains("warning: 48 connections are open", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("Raise the limit, for example with ulimit -n.", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_that_is_too_low_to_run_is_an_error_at_the_start()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows the limit of open files to a process.");
        await using var runner = Start(256);
        var outcome = await runner.EndAsync();
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("This process may open only 256 files, and the pipeline needs 512.", outcome.Errors, StringComparison.Ordinal);
    }

    private RunnerProcess Start(int files) =>
        RunnerProcess.StartThrough(
            ["sh", "-c", FormattableString.Invariant($"ulimit -n {files} && exec \"$@\""), "sh"],
            "--port",
            "0",
            "--data",
            _folder.Path
        );

    /// <summary>Opens a connection that sends nothing. The runner may close it for another one.</summary>
    private async Task HoldAsync(Uri endpoint)
    {
        var socket = new TcpClient();
        _sockets.Add(socket);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, endpoint.Port, TestContext.Current.CancellationToken);
        }
        catch (SocketException)
        {
            // Closed before the client could see that it was open.
        }
    }
}
