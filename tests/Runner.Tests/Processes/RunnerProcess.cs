using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PromptToImage.Runner.Tests.Processes;

/// <summary>The built runner in its own process.</summary>
internal sealed partial class RunnerProcess : IAsyncDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "PromptToImage.Runner.dll");

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _endpoint = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private RunnerProcess(Process process)
    {
        _process = process;
        _output = ReadAsync(process.StandardOutput);
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The endpoint, as soon as the runner serves.</summary>
    /// <exception cref="InvalidOperationException">The runner ended before it served.</exception>
    public Task<Uri> Endpoint => _endpoint.Task;

    public int Id => _process.Id;

    public static RunnerProcess Start(params IEnumerable<string> arguments) => StartThrough([], arguments);

    /// <param name="command">A program and its arguments, which executes the command that follows them.</param>
    public static RunnerProcess StartThrough(IEnumerable<string> command, params IEnumerable<string> arguments)
    {
        string[] all = [.. command, "dotnet", Program, .. arguments];
        return new(Process.Start(new ProcessStartInfo(all[0], all[1..]) { RedirectStandardOutput = true, RedirectStandardError = true })!);
    }

    /// <summary>Starts the runner and waits for its end.</summary>
    public static async Task<RunnerOutcome> RunAsync(params IEnumerable<string> arguments)
    {
        await using var runner = Start(arguments);
        return await runner.EndAsync();
    }

    /// <summary>Waits for the end of the process.</summary>
    public async Task<RunnerOutcome> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new RunnerOutcome(_process.ExitCode, await _output, await _errors);
    }

    /// <summary>Sends SIGKILL, so that no handler and no clean-up runs.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _output;
        await _errors;
        _process.Dispose();
    }

    private async Task<string> ReadAsync(StreamReader output)
    {
        var lines = new List<string>();
        while (await output.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (LocalAddress().Match(line) is { Success: true } address)
            {
                _endpoint.TrySetResult(new Uri(address.Value));
            }
        }

        if (_endpoint.TrySetException(new InvalidOperationException("The runner ended before it served.")))
        {
            // Observes the exception, because no caller may await the endpoint.
            _ = _endpoint.Task.Exception;
        }

        return string.Join('\n', lines);
    }

    [GeneratedRegex("http://localhost:[0-9]+")]
    private static partial Regex LocalAddress();
}
