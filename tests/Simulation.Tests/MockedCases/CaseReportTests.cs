using PromptToImage.Simulation.MockedCases;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation.Tests.MockedCases;

public sealed class CaseReportTests
{
    private const string Machine = """
        {
          "StartAt": "Call",
          "States": {
            "Call": {
              "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:000000000000:function:call", "TimeoutSeconds": 5,
              "Retry": [{ "ErrorEquals": ["States.Timeout"], "MaxAttempts": 3 }],
              "Catch": [
                { "ErrorEquals": ["Expected"], "Next": "Both" },
                { "ErrorEquals": ["States.ALL"], "Next": "Both" }
              ],
              "Next": "Both"
            },
            "Both": {
              "Type": "Parallel",
              "Branches": [
                { "StartAt": "Left", "States": { "Left": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                  "Parameters": { "QueueUrl": "q", "MessageBody.$": "$$.Task.Token" }, "End": true } } },
                { "StartAt": "Right", "States": { "Right": { "Type": "Wait", "Seconds": 3600, "End": true } } }
              ],
              "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Unused" }],
              "End": true
            },
            "Unused": { "Type": "Succeed" }
          }
        }
        """;

    [Fact]
    public void A_case_reports_its_path_its_attempts_and_its_result_and_waits_take_no_real_time()
    {
        var result = Run("""{ "Call": "Flaky", "Left": "Fine" }""");
        Assert.Null(result.InvalidReason);
        Assert.Equal("SUCCEEDED", result.Status);
        Assert.Equal("[{\"ok\":true},{\"done\":1}]", result.Output);
        Assert.Equal(
            ["Call (States.Timeout × 2, returned)", "Both", "Left (returned)", "Right"],
            result.Path.Select(step => step.ToString())
        );
        Assert.All(result.Path, step => Assert.Null(step.Catcher));
        Assert.InRange(result.Seconds, 3600, 3610);
    }

    [Theory]
    [InlineData("Expected", 0)]
    [InlineData("Other", 1)]
    public void The_report_names_the_catcher_that_covers_the_error_if_all_catchers_have_the_same_next_state(string error, int catcher)
    {
        var result = Run($$"""{ "Call": "{{error}}", "Left": "Fine" }""");
        Assert.Equal("SUCCEEDED", result.Status);
        Assert.Equal(catcher, result.Path[0].Catcher);
    }

    [Theory]
    [InlineData("""{ "Call": "Fine" }""", "it reached 'Left', for which it mocks no response")]
    [InlineData("""{ "Call": "TimesOut", "Left": "Fine" }""", "it called 'Call' 3 times, but 'TimesOut' defines no attempt \"2\"")]
    [InlineData("""{ "Call": "Fine", "Left": "Fine", "Missing": "Fine" }""", "it mocks 'Missing', which is not a state of the definition")]
    public void A_case_that_does_not_fit_the_machine_fails_with_the_reason(string states, string reason)
    {
        var result = Run(states);
        Assert.Equal(reason, result.InvalidReason);
        Assert.Null(result.Status);
    }

    [Fact]
    public void States_and_catchers_that_no_case_reached_are_listed()
    {
        var report = Report("""{ "Call": "Other", "Left": "Fine" }""");
        Assert.Equal(["Unused"], report.UnreachedStates);
        Assert.Equal(
            [("Call", 0, "Expected"), ("Both", 0, "States.ALL")],
            report.UnreachedCatchers.Select(catcher => (catcher.State, catcher.Index, Assert.Single(catcher.Errors)))
        );
        Assert.Contains("No case reached catcher 0 of 'Call' (Expected)", CaseReportText.Write(report), StringComparison.Ordinal);
        Assert.Contains("\"unreachedStates\"", CaseReportJson.Write(report), StringComparison.Ordinal);
    }

    private static CaseResult Run(string states) => Assert.Single(Report(states).Cases);

    private static CaseReport Report(string states)
    {
        var config = MockConfig.Parse(
            $$"""
            {
              "StateMachines": { "machine": { "TestCases": { "Case": {{states}} } } },
              "MockedResponses": {
                "Fine": { "0": { "Return": { "ok": true } } },
                "Flaky": { "0-1": { "Throw": { "Error": "States.Timeout" } }, "2": { "Return": { "done": 1 } } },
                "TimesOut": { "0-1": { "Throw": { "Error": "States.Timeout" } } },
                "Expected": { "0": { "Throw": { "Error": "Expected" } } },
                "Other": { "0": { "Throw": { "Error": "Other" } } }
              }
            }
            """
        );
        return CaseReport.Create(StateMachine.Parse(Machine), config.StateMachines["machine"], "{}");
    }
}
