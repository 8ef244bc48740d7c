namespace PromptToImage.Runner.Tests.Processes;

/// <summary>The commands for a definition accept both query languages, also in one state machine.</summary>
public sealed class QueryLanguageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Test_runs_the_cases_of_a_state_machine_in_both_languages()
    {
        var definition = await WriteAsync(
            "orders.asl.json",
            """
            {
              "StartAt": "Price",
              "States": {
                "Price": {
                  "Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:lambda:us-east-1:000000000000:function:price",
                  "Output": "{% { 'total': $sum($states.result.prices) } %}", "Next": "Total"
                },
                "Total": { "Type": "Pass", "InputPath": "$.total", "End": true }
              }
            }
            """
        );
        await WriteAsync(
            "MockConfigFile.json",
            """
            {
              "StateMachines": { "orders": { "TestCases": { "Adds": { "Price": "Prices" }, "Fails": { "Price": "NoNumbers" } } } },
              "MockedResponses": {
                "Prices": { "0": { "Return": { "prices": [1, 2, 3] } } },
                "NoNumbers": { "0": { "Return": { "prices": ["one"] } } }
              }
            }
            """
        );

        var outcome = await RunnerProcess.RunAsync("test", "--definition", definition);

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.Contains("SUCCEEDED 6", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("FAILED States.QueryEvaluationError", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("Every state and every catcher was reached.", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_JSONata_expression_that_is_not_valid_is_named_with_its_place()
    {
        var definition = await WriteAsync(
            "wrong.asl.json",
            """{"QueryLanguage": "JSONata", "StartAt": "A", "States": {"A": {"Type": "Pass", "Output": "{% 1 + %}", "End": true}}}"""
        );

        var outcome = await RunnerProcess.RunAsync("explore", "--definition", definition);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains($"{definition}: /States/A/Output: ", outcome.Errors, StringComparison.Ordinal);
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }
}
