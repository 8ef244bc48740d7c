namespace PromptToImage.Runner.Tests.Processes;

public sealed class SimulateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_simulation_can_run_without_a_model_quota()
    {
        var outcome = await RunnerProcess.RunAsync("simulate", "--prompts", "5", "--model-quota", "none");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("model quota none", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_arrivals_gives_the_times_and_the_number_of_prompts()
    {
        var outcome = await RunnerProcess.RunAsync("simulate", "--arrivals", Arrivals("0,3\n60,4\n"));
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.Contains("prompts 7", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_line_of_a_file_of_arrivals_is_named()
    {
        var file = Arrivals("0\nsoon\n");
        var outcome = await RunnerProcess.RunAsync("simulate", "--arrivals", file);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith($"{file}, line 2: 'soon'", outcome.Errors, StringComparison.Ordinal);
    }

    private string Arrivals(string text)
    {
        var file = Path.Combine(_folder.Path, "arrivals.csv");
        File.WriteAllText(file, text);
        return file;
    }
}
