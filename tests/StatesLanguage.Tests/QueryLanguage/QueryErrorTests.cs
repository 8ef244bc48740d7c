using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.QueryLanguage;

/// <summary>Expressions that fail: the cause, the event EvaluationFailed, and what retriers and catchers do.</summary>
public sealed class QueryErrorTests
{
    private const string Lambda = "arn:aws:lambda:us-east-1:0:function:f";

    [Theory]
    [InlineData(
        "$abs('x')",
        "threw an error during evaluation. T0410: Argument 1 of function \"abs\" does not match function signature"
    )]
    [InlineData("$eval('1')", "threw an error during evaluation. T1006: Attempted to invoke a non-function")]
    [InlineData("$states.input.missing", "returned nothing (undefined).")]
    [InlineData("$sum", "returned nothing (undefined).")]
    [InlineData(
        "[1..873783] ~> $count()",
        "threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage"
    )]
    [InlineData(
        "($f := function($x){$f($x)}; $f(1))",
        "threw an error during evaluation: Expression evaluation timeout: Check for infinite loop"
    )]
    public void The_cause_names_the_expression_the_field_and_the_state(string expression, string outcome)
    {
        var run = Runs.Run(JsonataMachines.Output(expression));

        Assert.Equal("States.QueryEvaluationError", run.Execution.Error);
        Assert.Equal(
            "An error occurred while executing the state 'S' (entered at the event id #2). "
                + $"The JSONata expression '{expression}' specified for the field 'Output' {outcome}",
            run.Execution.Cause
        );
    }

    [Theory]
    [InlineData("[1..873782] ~> $count()", "873782")]
    [InlineData("$length(($p := function($s, $n) { $n = 0 ? $s : $p($s & $s, $n - 1) }; $p('x', 22)))", "4194304")]
    public void The_largest_values_that_AWS_accepts_are_accepted(string expression, string output) =>
        Assert.Equal(output, Runs.Run(JsonataMachines.Output(expression)).Execution.Output!.ToJson());

    [Fact]
    public void An_expression_may_be_a_hundred_levels_deep()
    {
        Assert.Equal("100", Runs.Run(JsonataMachines.Output(Sum(100))).Execution.Output!.ToJson());
        Assert.Contains("Stack overflow error", Runs.Run(JsonataMachines.Output(Sum(101))).Execution.Cause, StringComparison.Ordinal);

        static string Sum(int terms) => string.Join('+', Enumerable.Repeat("1", terms));
    }

    [Theory]
    [InlineData(""" "Type": "Wait", "Seconds": "{% 'x' %}" """, "Seconds", "Expected 'integer', but was 'string' for value: \"x\"")]
    [InlineData(""" "Type": "Wait", "Timestamp": "{% 5 %}" """, "Timestamp", "Expected 'string', but was 'number' for value: 5")]
    [InlineData(
        """ "Type": "Map", "Items": "{% {'a': [true]} %}", "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}} """,
        "Items",
        "Expected 'array', but was 'object' for value: {\"a\":[true]}"
    )]
    public void A_value_of_another_type_than_the_fields_is_an_error(string state, string location, string cause)
    {
        var run = Runs.Run(JsonataMachines.Only(state));

        Assert.EndsWith("returned an unexpected result type. " + cause, run.Execution.Cause, StringComparison.Ordinal);
        Assert.Equal(location, run.Detail<HistoryDetails.EvaluationFailed>(HistoryEventType.EvaluationFailed).Location);
    }

    [Theory]
    [InlineData("""{"Condition": "{% 'yes' %}", "Next": "E"}""", "Choices[1]/Condition")]
    [InlineData("""{"Condition": "{% true %}", "Output": {"a": [1, "{% $nope %}"]}, "Next": "E"}""", "Choices[1]/Output/a[1]")]
    [InlineData("""{"Condition": "{% true %}", "Assign": {"v": "{% $nope %}"}, "Next": "E"}""", "Choices[1]/Assign/v")]
    public void The_location_of_an_expression_has_the_index_of_its_rule(string rule, string location)
    {
        var run = Runs.Run(
            JsonataMachines.Of($$""" "S": {"Type": "Choice", "Choices": [{"Condition": false, "Next": "E"}, {{rule}}]}, "E": {"Type": "Succeed"} """)
        );

        Assert.Equal(location, run.Detail<HistoryDetails.EvaluationFailed>(HistoryEventType.EvaluationFailed).Location);
    }

    [Fact]
    public void Each_retry_evaluates_again_and_writes_an_event_again()
    {
        var run = Runs.Run(
            JsonataMachines.Of(
                $$"""
                "S": {"Type": "Task", "Resource": "{{Lambda}}", "Arguments": {"n": "{% $nope %}"}, "End": true,
                  "Retry": [{"ErrorEquals": ["States.QueryEvaluationError"], "MaxAttempts": 2}],
                  "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "C"}]},
                "C": {"Type": "Pass", "Output": "{% $states.input.Error %}", "End": true}
                """
            )
        );

        Assert.Equal("\"States.QueryEvaluationError\"", run.Execution.Output!.ToJson());
        Assert.Equal(
            "ExecutionStarted TaskStateEntered EvaluationFailed EvaluationFailed EvaluationFailed TaskStateExited PassStateEntered "
                + "PassStateExited ExecutionSucceeded",
            run.Types()
        );
    }

    [Fact]
    public void An_error_of_a_catcher_fails_the_execution()
    {
        var run = Runs.Run(
            JsonataMachines.Of(
                $$"""
                "S": {"Type": "Task", "Resource": "{{Lambda}}", "End": true, "Retry": [{"ErrorEquals": ["States.QueryEvaluationError"]}],
                  "Catch": [{"ErrorEquals": ["Boom"], "Output": "{% $nope %}", "Next": "C"}, {"ErrorEquals": ["States.ALL"], "Next": "C"}]},
                "C": {"Type": "Succeed"}
                """
            ),
            world: () => new ScriptedWorld().Fails("S", "Boom")
        );

        Assert.Equal("States.QueryEvaluationError", run.Execution.Error);
        Assert.Equal("Catch[0]/Output", run.Detail<HistoryDetails.EvaluationFailed>(HistoryEventType.EvaluationFailed).Location);
        Assert.EndsWith("LambdaFunctionFailed EvaluationFailed ExecutionFailed", run.Types(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_selector_that_fails_fails_its_iteration()
    {
        var run = Runs.Run(
            JsonataMachines.Only(
                """
                "Type": "Map", "Items": [1], "ItemSelector": {"a": "{% $nope %}"},
                "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "End": true}}}
                """
            )
        );

        Assert.Equal("ItemSelector/a", run.Detail<HistoryDetails.EvaluationFailed>(HistoryEventType.EvaluationFailed).Location);
        Assert.EndsWith(
            "MapIterationStarted EvaluationFailed MapIterationFailed MapStateFailed ExecutionFailed",
            run.Types(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void All_expressions_of_an_execution_share_the_limit_on_steps()
    {
        // Each Pass takes about a fifth of the limit: $pad takes a step for each character.
        var machine = StateMachine.Parse(
            JsonataMachines.Of(
                """
                "S": {"Type": "Pass", "Output": "{% $length($pad('', 4000000, 'x')) %}", "Next": "T"},
                "T": {"Type": "Choice", "Default": "S", "Choices": [{"Condition": "{% $states.input = 0 %}", "Next": "E"}]}, "E": {"Type": "Succeed"}
                """
            )
        );

        var run = VirtualRun.Run(machine, JsonObject.Empty, new ScriptedWorld());

        Assert.Equal("States.Runtime", run.Execution.Error);
        Assert.Contains("take more than", run.Execution.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_over_the_limit_is_an_error_of_the_data_limit()
    {
        var run = Runs.Run(JsonataMachines.Output("$pad('', 300000, 'x')"));

        Assert.Equal("States.DataLimitExceeded", run.Execution.Error);
    }

    [Fact]
    public void Variables_over_the_limit_are_an_error_of_the_data_limit()
    {
        var run = Runs.Run(JsonataMachines.Only(""" "Type": "Pass", "Assign": {"v": "{% $pad('', 300000, 'x') %}"} """));

        Assert.Equal("States.DataLimitExceeded", run.Execution.Error);
    }
}
