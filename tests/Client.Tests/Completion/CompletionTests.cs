using System.ComponentModel;
using System.Diagnostics;
using PromptToImage.Client.Tests.Harness;

namespace PromptToImage.Client.Tests.Completion;

public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ClientProgram _client;

    public CompletionTests()
    {
        _client = new ClientProgram(_folder);
        _client.Environment["PATH"] = $"{Path.GetDirectoryName(ClientProgram.Path)}:/usr/local/bin:/usr/bin:/bin";
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("prompt-to-image dead", "dead", "dead-letters")]
    [InlineData("prompt-to-image dead-letters red", "red", "redrive")]
    [InlineData("prompt-to-image send --format j", "j", "jpeg")]
    [InlineData("prompt-to-image send --aspect-ratio 16:", "", "9")]
    [InlineData("prompt-to-image list --status TIM", "TIM", "TIMED_OUT")]
    public async Task Bash_completes_verbs_options_and_values(string line, string word, string completed)
    {
        var script = (await _client.RunAsync("completion", "bash")).EndedWith(0).Output;
        var test = $$"""
            {{script}}
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}}
            _prompt_to_image prompt-to-image '{{word}}'
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        Assert.Equal(completed, await OutputOfAsync("bash", test));
    }

    [Fact]
    public async Task Zsh_completes_verbs()
    {
        var script = (await _client.RunAsync("completion", "zsh")).EndedWith(0).Output;
        var test = $$"""
            compdef() { :; }
            compadd() { shift; print -l -- "$@"; }
            {{script}}
            words=(prompt-to-image dead-letters red) CURRENT=3
            _prompt_to_image
            """;
        Assert.Equal("redrive", await OutputOfAsync("zsh", test));
    }

    [Fact]
    public async Task PowerShell_completes_verbs()
    {
        var script = (await _client.RunAsync("completion", "pwsh")).EndedWith(0).Output;
        var test = $$"""
            {{script}}
            (TabExpansion2 'prompt-to-image dead-letters red' 32).CompletionMatches.CompletionText
            """;
        Assert.Equal("redrive", await OutputOfAsync("pwsh", test));
    }

    [Fact]
    public async Task Another_shell_is_an_error()
    {
        var run = (await _client.RunAsync("completion", "fish")).EndedWith(2);
        Assert.Contains("'bash'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_of_completion_says_how_to_load_it()
    {
        var run = (await _client.RunAsync("completion", "--help")).EndedWith(0);
        Assert.Contains("Examples:\n  prompt-to-image completion bash > ", run.Output, StringComparison.Ordinal);
    }

    /// <summary>The output of a shell that runs a script. A shell that is not installed skips the test.</summary>
    private async Task<string> OutputOfAsync(string shell, string script)
    {
        Process process;
        try
        {
            process = _client.Start(shell, ["-c", script]);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{shell} is not installed.");
            throw;
        }

        using (process)
        {
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Empty(await error);
            return output.TrimEnd();
        }
    }
}
