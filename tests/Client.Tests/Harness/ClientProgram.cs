using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PromptToImage.Client.Tests.Harness;

/// <summary>Runs the built program as a process, as a person or a script does.</summary>
public sealed class ClientProgram(TemporaryFolder folder)
{
    /// <summary>The only variables of the test process that the program inherits.</summary>
    private static readonly string[] Kept = ["PATH", "HOME", "DOTNET_ROOT", "TMPDIR"];

    /// <summary>The built program in the folder of the tests, or the one that the variable CLIENT_PROGRAM names, for example the native one.</summary>
    public static string Path { get; } = Find();

    /// <summary>Environment variables of every run.</summary>
    public Dictionary<string, string> Environment { get; } = new() { ["AWS_EC2_METADATA_DISABLED"] = "true" };

    public Task<ClientRun> RunAsync(params IEnumerable<string> arguments)
    {
        return RunWithInputAsync("", arguments);
    }

    public async Task<ClientRun> RunWithInputAsync(string input, params IEnumerable<string> arguments)
    {
        using var process = Start(Path, arguments);
        return await FinishAsync(process, input);
    }

    /// <summary>Runs the program on a pseudo-terminal of 140 columns. Output and error are one text.</summary>
    public Task<ClientRun> RunOnTerminalAsync(params IEnumerable<string> arguments) => RunOnTerminalAsync(140, arguments);

    /// <param name="columns">The width of the terminal.</param>
    public async Task<ClientRun> RunOnTerminalAsync(int columns, params IEnumerable<string> arguments)
    {
        var command = string.Join(' ', arguments.Prepend(Path).Select(word => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'"));
        Environment["TERM"] = "xterm-256color";
        using var process = Start(
            "script",
            ["--quiet", "--flush", "--return", "--command", $"stty cols {columns} rows 40; {command}", folder["typescript"]]
        );
        return await FinishAsync(process, "");
    }

    /// <summary>Interrupts the program when standard output has a number of lines.</summary>
    /// <param name="interrupted">Called after the interruption.</param>
    public async Task<ClientRun> RunInterruptedAsync(int atLine, Action interrupted, params IEnumerable<string> arguments)
    {
        // Background jobs of a shell ignore Ctrl-C, and their child processes inherit that.
        using var process = Start("env", ["--default-signal=INT", Path, .. arguments]);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            output.Add(line);
            if (output.Count == atLine)
            {
                Interrupt(process);
                interrupted();
            }
        }
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ClientRun(process.ExitCode, string.Join('\n', output), await error);
    }

    public Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        };
        foreach (var name in start.Environment.Keys.Except(Kept).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public static void Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    [SuppressMessage(
        "ApiDesign",
        "RS0030",
        Justification = "A test suite is a composition root. The variable names a program outside the repository."
    )]
    private static string Find() =>
        System.Environment.GetEnvironmentVariable("CLIENT_PROGRAM") is { Length: > 0 } named
            ? System.IO.Path.GetFullPath(named)
            : System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "prompt-to-image.exe" : "prompt-to-image");

    private static async Task<ClientRun> FinishAsync(Process process, string input)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            return new ClientRun(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
