using System.Text.Json;

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
        Assert.Contains("Bedrock admits any number of requests", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_values_of_a_setting_are_compared_on_the_terminal_and_in_the_report()
    {
        var page = Path.Combine(_folder.Path, "report.html");
        var outcome = await RunnerProcess.RunAsync(
            ["simulate", "--prompts", "20", "--concurrency", "2,20", "--seeds", "2", "--target-p95", "30s", "--html", page]
        );
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.Contains("With concurrency 20: 95 % of the images are stored within", outcome.Output, StringComparison.Ordinal);
        var html = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("met, recommended", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_as_JSON_has_the_answer_and_a_row_for_each_setting()
    {
        var outcome = await RunnerProcess.RunAsync("simulate", "--prompts", "5", "--concurrency", "1,5", "--json");
        using var report = JsonDocument.Parse(outcome.Output);
        Assert.Equal(2, report.RootElement.GetProperty("rows").GetArrayLength());
        var question = report.RootElement.GetProperty("answer").GetProperty("question").GetString();
        Assert.Contains("1 or 5 executions run at a time", question, StringComparison.Ordinal);
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
