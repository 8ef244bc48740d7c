using PromptToImage.Simulation.MockedCases;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation.Tests.MockedCases;

/// <summary>Cases of state machines that are written in JSONata, or in both query languages.</summary>
public sealed class QueryLanguageCaseTests
{
    private const string Function = "arn:aws:lambda:us-east-1:000000000000:function:call";

    private const string Order = $$"""
        {
          "QueryLanguage": "JSONata",
          "StartAt": "Price",
          "States": {
            "Price": {
              "Type": "Task", "Resource": "{{Function}}", "TimeoutSeconds": "{% 2 + 3 %}",
              "Arguments": { "order": "{% $states.input.id %}" },
              "Assign": { "total": "{% $sum($states.result.items.(price * count)) %}", "items": "{% $states.result.items %}" },
              "Output": "{% $states.input %}",
              "Retry": [{ "ErrorEquals": ["States.Timeout"], "MaxAttempts": 2 }],
              "Catch": [
                { "ErrorEquals": ["Unknown"], "Next": "Rejected" },
                {
                  "ErrorEquals": ["States.QueryEvaluationError"],
                  "Assign": { "reason": "{% $states.errorOutput.Error %}" },
                  "Next": "Rejected"
                }
              ],
              "Next": "Dear?"
            },
            "Dear?": {
              "Type": "Choice",
              "Choices": [{ "Condition": "{% $total > 100 %}", "Assign": { "discount": 10 }, "Next": "Each" }],
              "Default": "Each"
            },
            "Each": {
              "Type": "Map", "Items": "{% $items %}",
              "ItemSelector": { "name": "{% $states.context.Map.Item.Value.name %}" },
              "ItemProcessor": {
                "StartAt": "Pack",
                "States": { "Pack": { "Type": "Task", "Resource": "{{Function}}", "Output": "{% $states.result & $states.input.name %}", "End": true } }
              },
              "Catch": [
                { "ErrorEquals": ["Unknown"], "Next": "Rejected" },
                { "ErrorEquals": ["States.ALL"], "Next": "Rejected" }
              ],
              "Output": "{% { 'id': $states.input.id, 'total': $total - ($discount ? $discount : 0), 'packed': [$states.result] } %}",
              "End": true
            },
            "Rejected": { "Type": "Fail", "Error": "Rejected", "Cause": "{% $reason ? $reason : $states.input.Error %}" }
          }
        }
        """;

    // JSONPath with one state in JSONata, the way in which AWS recommends to move a state machine.
    private const string Mixed = $$"""
        {
          "StartAt": "Read",
          "States": {
            "Read": { "Type": "Task", "Resource": "{{Function}}", "ResultPath": "$.read", "Assign": { "size.$": "$.size" }, "Next": "Sum" },
            "Sum": {
              "Type": "Task", "QueryLanguage": "JSONata", "Resource": "{{Function}}",
              "Arguments": "{% $states.input.read.size + $size %}",
              "Output": "{% $merge([$states.input, { 'sum': $states.result }]) %}",
              "Next": "Wait"
            },
            "Wait": { "Type": "Wait", "SecondsPath": "$.sum", "Next": "Done" },
            "Done": { "Type": "Succeed", "OutputPath": "$.sum" }
          }
        }
        """;

    private const string Responses = """
        {
          "Dear": { "0": { "Throw": { "Error": "States.Timeout" } }, "1": { "Return": { "items": [{ "name": "a", "price": 60, "count": 2 }, { "name": "b", "price": 1, "count": 1 }] } } },
          "Cheap": { "0": { "Return": { "items": [{ "name": "a", "price": 6, "count": 2 }] } } },
          "Free": { "0": { "Return": { "items": [{ "name": "a", "price": "none", "count": 2 }] } } },
          "NoItems": { "0": { "Return": { "items": "none" } } },
          "Box": { "0-9": { "Return": "box " } },
          "Breaks": { "0": { "Throw": { "Error": "Broken", "Cause": "it fell" } } },
          "Size": { "0": { "Return": { "size": 2 } } },
          "Big": { "0": { "Return": { "size": "big" } } },
          "Sixty": { "0": { "Return": 60 } }
        }
        """;

    [Theory]
    [InlineData("""{ "Price": "Cheap", "Pack": "Box" }""", """{"id":7,"total":12,"packed":["box a"]}""")]
    [InlineData("""{ "Price": "Dear", "Pack": "Box" }""", """{"id":7,"total":111,"packed":["box a","box b"]}""")]
    public void A_case_runs_a_state_machine_in_JSONata_to_its_output(string states, string output)
    {
        var result = Run(Order, states);
        Assert.Equal(("SUCCEEDED", output), (result.Status, result.Output));
    }

    [Fact]
    public void A_case_shows_the_attempts_and_iterations_of_a_state_machine_in_JSONata() =>
        Assert.Equal(
            "Price (States.Timeout, returned) > Dear? > Each > Pack (returned) > Pack (returned)",
            string.Join(" > ", Run(Order, """{ "Price": "Dear", "Pack": "Box" }""").Path)
        );

    [Theory]
    [InlineData("""{ "Price": "Free" }""", "Price", "States.QueryEvaluationError")]
    [InlineData("""{ "Price": "NoItems" }""", "Price", "States.QueryEvaluationError")]
    [InlineData("""{ "Price": "Cheap", "Pack": "Breaks" }""", "Each", "Broken")]
    public void The_report_names_the_catcher_of_a_failed_expression_and_of_a_failed_iteration(string states, string caught, string cause)
    {
        var result = Run(Order, states);
        Assert.Equal(("FAILED", "Rejected", cause), (result.Status, result.Error, result.Cause));
        Assert.Equal(1, result.Path.Single(step => step.State == caught).Catcher);
    }

    [Fact]
    public void A_case_runs_a_state_machine_in_both_languages()
    {
        var result = Run(Mixed, """{ "Read": "Size", "Sum": "Sixty" }""");
        Assert.Equal(("SUCCEEDED", "60"), (result.Status, result.Output));
        Assert.InRange(result.Seconds, 60, 61);
    }

    [Fact]
    public void A_failed_expression_without_a_catcher_ends_the_execution()
    {
        var result = Run(Mixed, """{ "Read": "Big", "Sum": "Sixty" }""");
        Assert.Equal(("FAILED", "States.QueryEvaluationError"), (result.Status, result.Error));
        Assert.Contains("The JSONata expression '$states.input.read.size + $size'", result.Cause, StringComparison.Ordinal);
    }

    private static CaseResult Run(string machine, string states)
    {
        var config = MockConfig.Parse(
            $$"""{ "StateMachines": { "machine": { "TestCases": { "Case": {{states}} } } }, "MockedResponses": {{Responses}} }"""
        );
        return Assert.Single(
            CaseReport.Create(StateMachine.Parse(machine), config.StateMachines["machine"], """{ "id": 7, "size": 58 }""").Cases
        );
    }
}
