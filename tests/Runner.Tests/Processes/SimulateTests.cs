namespace PromptToImage.Runner.Tests.Processes;

public sealed class SimulateTests
{
    [Fact]
    public async Task A_simulation_can_run_without_a_model_quota()
    {
        var outcome = await RunnerProcess.RunAsync("simulate", "--prompts", "5", "--model-quota", "none");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("model quota none", outcome.Output, StringComparison.Ordinal);
    }
}
