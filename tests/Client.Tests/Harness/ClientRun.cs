using System.Text.Json;

namespace PromptToImage.Client.Tests.Harness;

/// <summary>How a run of the program ended.</summary>
public sealed record ClientRun(int ExitCode, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The only value on standard output.</summary>
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Output);

    /// <summary>Every line of standard output is a value.</summary>
    public JsonElement[] JsonLines => [.. Lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line))];

    /// <summary>Asserts the exit code. A failure shows the whole output.</summary>
    public ClientRun EndedWith(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Exit code {ExitCode}, not {exitCode}.\nOutput: {Output}\nError: {Error}");
        return this;
    }

    /// <summary>Asserts that the error is one line that says what to do, not a stack trace.</summary>
    public ClientRun FailedWith(int exitCode, string error)
    {
        EndedWith(exitCode);
        Assert.Equal(error, Error.TrimEnd('\n'));
        return this;
    }
}
