using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.QueryLanguage;

/// <summary>JSONata expressions in the fields of states.</summary>
public sealed class ExpressionTests
{
    private const string Lambda = "arn:aws:lambda:us-east-1:0:function:f";

    [Theory]
    [InlineData("$states.input.a + 1", """{"a": 2}""", "3")]
    [InlineData("$states.context.Execution.Name", "{}", "\"run\"")]
    [InlineData("$states.context.State.Name & $states.context.StateMachine.Name", "{}", "\"Smachine\"")]
    [InlineData("$now()", "{}", "\"2026-11-22T06:00:00.000Z\"")]
    [InlineData("null", "{}", "null")]
    [InlineData("1/0", "{}", "\"Infinity\"")]
    [InlineData("[-1/0]", "{}", """["-Infinity"]""")]
    [InlineData("$keys($states)", "{}", """["input","context"]""")]
    public void An_expression_reads_states(string expression, string input, string output) =>
        Assert.Equal(output, Runs.Run(JsonataMachines.Output(expression), input).Execution.Output!.ToJson());

    [Fact]
    public void Only_a_whole_string_is_an_expression()
    {
        var run = Runs.Run(
            JsonataMachines.Only(
                """ "Type": "Pass", "Output": {"a": " {% 1 %}", "b": "{% 1 %} ", "c": ["{% 1 + 1 %}", {"d.$": "$.x", "e": "{%'x'%}"}], "f": "{%"} """
            )
        );

        Assert.Equal("""{"a":" {% 1 %}","b":"{% 1 %} ","c":[2,{"d.$":"$.x","e":"x"}],"f":"{%"}""", run.Execution.Output!.ToJson());
    }

    [Fact]
    public void A_task_has_arguments_a_result_and_an_output()
    {
        var world = new ScriptedWorld().Returns("S", """{"n": 5}""");
        var run = Runs.Run(
            JsonataMachines.Only(
                $$""" "Type": "Task", "Resource": "{{Lambda}}", "Arguments": {"a": "{% $states.input.x %}"}, "Output": "{% $states.result.n + $states.input.x %}" """
            ),
            """{"x": 2}""",
            () => world
        );

        Assert.Equal("""{"a":2}""", world.Calls[0].Parameters.ToJson());
        Assert.Equal("7", run.Execution.Output!.ToJson());
    }

    [Fact]
    public void Without_Output_the_result_is_the_output()
    {
        var run = Runs.Run(JsonataMachines.Only($""" "Type": "Task", "Resource": "{Lambda}" """), """{"x": 2}""", () => new ScriptedWorld().Returns("S", "5"));

        Assert.Equal("5", run.Execution.Output!.ToJson());
    }

    [Fact]
    public void Assign_and_Output_see_the_values_from_before_the_state()
    {
        var run = Runs.Run(
            JsonataMachines.Of(
                """
                "S": {"Type": "Pass", "Assign": {"x": 1}, "Next": "A"},
                "A": {"Type": "Pass", "Assign": {"x": "{% $x + 1 %}", "y": "{% $x %}"}, "Output": "{% $x %}", "Next": "B"},
                "B": {"Type": "Succeed", "Output": "{% [$states.input, $x, $y] %}"}
                """
            )
        );

        Assert.Equal("[1,2,1]", run.Execution.Output!.ToJson());
    }

    [Fact]
    public void A_catcher_reads_the_error_output()
    {
        var run = Runs.Run(
            JsonataMachines.Of(
                $$"""
                "S": {"Type": "Task", "Resource": "{{Lambda}}", "End": true,
                  "Catch": [{"ErrorEquals": ["States.ALL"], "Output": "{% $states.errorOutput.Error & $states.input.x %}", "Assign": {"e": "{% $states.errorOutput.Cause %}"}, "Next": "C"}]},
                "C": {"Type": "Pass", "Output": "{% [$states.input, $e] %}", "End": true}
                """
            ),
            """{"x": 1}""",
            () => new ScriptedWorld().Fails("S", "Boom")
        );

        Assert.Equal("""["Boom1","cause"]""", run.Execution.Output!.ToJson());
    }

    [Fact]
    public void A_choice_takes_the_first_rule_whose_condition_is_true()
    {
        const string States = """
            "S": {"Type": "Choice", "Default": "D", "Output": "default", "Choices": [
              {"Condition": false, "Next": "D"},
              {"Condition": "{% $states.input.n > 5 %}", "Output": "{% $states.input.n %}", "Next": "D"}]},
            "D": {"Type": "Succeed"}
            """;

        Assert.Equal("6", Runs.Run(JsonataMachines.Of(States), """{"n": 6}""").Execution.Output!.ToJson());
        Assert.Equal("\"default\"", Runs.Run(JsonataMachines.Of(States), """{"n": 5}""").Execution.Output!.ToJson());
    }

    [Fact]
    public void A_wait_reads_its_seconds_and_its_time()
    {
        var run = Runs.Run(
            JsonataMachines.Of(
                """
                "S": {"Type": "Wait", "Seconds": "{% $states.input.seconds * 2 %}", "Next": "T"},
                "T": {"Type": "Wait", "Timestamp": "{% $states.input.until %}", "End": true}
                """
            ),
            """{"seconds": 5, "until": "2026-11-22T07:00:00Z"}"""
        );

        Assert.Equal([10, 3600], run.History.Where(e => e.Type == HistoryEventType.WaitStateExited).Select(e => (e.Timestamp - VirtualRun.Morning).TotalSeconds));
    }

    [Fact]
    public void A_fail_reads_its_error_and_its_cause()
    {
        var run = Runs.Run(
            JsonataMachines.Of(""" "S": {"Type": "Fail", "Error": "{% 'E' & $states.input.n %}", "Cause": "{% $states.context.State.Name %}"} """),
            """{"n": 1}"""
        );

        Assert.Equal(("E1", "S"), (run.Execution.Error, run.Execution.Cause));
    }

    [Fact]
    public void A_map_reads_items_selector_and_limits()
    {
        var run = Runs.Run(
            JsonataMachines.Only(
                """
                "Type": "Map", "Items": ["{% $states.input.a %}", 2], "MaxConcurrency": "{% 1 %}", "ToleratedFailureCount": "{% 0 %}",
                "ItemSelector": {"i": "{% $states.context.Map.Item.Index %}", "v": "{% $states.context.Map.Item.Value + $states.input.a %}"},
                "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "Output": "{% $states.input.v %}", "End": true}}},
                "Output": "{% $sum($states.result) %}"
                """
            ),
            """{"a": 10}"""
        );

        Assert.Equal("32", run.Execution.Output!.ToJson());
    }

    [Fact]
    public void A_parallel_gives_its_arguments_to_its_branches()
    {
        var run = Runs.Run(
            JsonataMachines.Only(
                """
                "Type": "Parallel", "Arguments": {"n": "{% $states.input.a * 2 %}"}, "Output": "{% $states.result[1] %}",
                "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}, {"StartAt": "B", "States": {"B": {"Type": "Pass", "Output": "{% $states.input.n %}", "End": true}}}]
                """
            ),
            """{"a": 10}"""
        );

        Assert.Equal("20", run.Execution.Output!.ToJson());
    }

    [Fact]
    public void Timeouts_and_credentials_are_expressions_too()
    {
        var world = new ScriptedWorld();
        Runs.Run(
            JsonataMachines.Only(
                $$""" "Type": "Task", "Resource": "{{Lambda}}", "TimeoutSeconds": "{% $states.input.t %}", "HeartbeatSeconds": "{% 3 %}", "Credentials": {"RoleArn": "{% 'role/' & $states.input.t %}"} """
            ),
            """{"t": 9}""",
            () => world
        );

        Assert.Equal((9, 3, "role/9"), (world.Calls[0].TimeoutSeconds, world.Calls[0].HeartbeatSeconds, world.Calls[0].CredentialsRoleArn));
    }

    [Fact]
    public void States_of_both_languages_share_variables()
    {
        var run = Runs.Run(
            """
            {"StartAt": "P", "States": {
              "P": {"Type": "Pass", "Assign": {"x.$": "$.n"}, "Next": "J"},
              "J": {"Type": "Pass", "QueryLanguage": "JSONata", "Assign": {"y": "{% $x * 2 %}"}, "Next": "Q"},
              "Q": {"Type": "Pass", "Parameters": {"y.$": "$y"}, "End": true}}}
            """,
            """{"n": 4}"""
        );

        Assert.Equal("""{"y":8}""", run.Execution.Output!.ToJson());
    }

    [Fact]
    public void The_language_of_a_Map_does_not_reach_its_states()
    {
        var machine = StateMachine.Parse(
            """
            {"StartAt": "M", "States": {"M": {"Type": "Map", "QueryLanguage": "JSONata", "Items": [1], "End": true,
              "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Pass", "InputPath": "$", "End": true}}}}}}
            """
        );

        Assert.Equal(Definition.QueryLanguage.Jsonata, machine.States[0].QueryLanguage);
        Assert.Equal(Definition.QueryLanguage.JsonPath, machine.States[0].Inner[0].States[0].QueryLanguage);
    }

    [Fact]
    public void The_items_of_a_distributed_Map_do_not_see_outer_variables()
    {
        var run = Runs.Run(
            JsonataMachines.Of(
                """
                "S": {"Type": "Pass", "Assign": {"x": 1}, "Next": "M"},
                "M": {"Type": "Map", "Items": [1], "End": true, "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                  "StartAt": "I", "States": {"I": {"Type": "Pass", "Output": "{% $exists($x) %}", "End": true}}}}
                """
            )
        );

        Assert.Equal("[false]", run.Execution.Output!.ToJson());
    }
}
