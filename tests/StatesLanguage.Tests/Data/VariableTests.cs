using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Data;

/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html</remarks>
public sealed class VariableTests
{
    [Fact]
    public void Later_states_can_read_the_variables_that_a_state_assigns()
    {
        var run = Runs.Run(
            """
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Assign": {"x.$": "$.a", "y": {"z": [1, 2]}}, "Next": "B"},
              "B": {"Type": "Pass", "Parameters": {"x.$": "$x", "z.$": "$y.z[1]", "f.$": "States.Format('{}', $x)"}, "Assign": {"x": 8, "old.$": "$x"}, "Next": "C"},
              "C": {"Type": "Pass", "Parameters": {"before.$": "$", "x.$": "$x", "old.$": "$old"}, "End": true}}}
            """,
            """{"a": 7}"""
        );

        Assert.Equal("""{"before":{"x":7,"z":2,"f":"7"},"x":8,"old":7}""", run.Execution.Output!.ToJson());
        var exited = (HistoryDetails.StateExited)run.History[2].Details!;
        Assert.Equal("""{"x":7,"y":{"z":[1,2]}}""", exited.AssignedVariables!.ToJson());
        Assert.Contains("""assignedVariables":{"x":"7","y":"{\"z\":[1,2]}"}""", run.History[2].ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_Assign_is_not_in_the_history()
    {
        var run = Runs.Run(Machines.Pass(""" "Assign": {}"""));

        Assert.DoesNotContain("assignedVariables", run.History[2].ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_branch_reads_outer_variables_and_its_own_are_not_visible_outside()
    {
        var run = Runs.Run(
            """
            {"StartAt": "A", "States": {
              "A": {"Type": "Pass", "Assign": {"x": 1}, "Next": "P"},
              "P": {"Type": "Parallel", "Next": "C", "Branches": [
                {"StartAt": "B", "States": {"B": {"Type": "Pass", "Assign": {"y.$": "$x"}, "Next": "D"}, "D": {"Type": "Pass", "Parameters": {"x.$": "$x", "y.$": "$y"}, "End": true}}}]},
              "C": {"Type": "Pass", "Parameters": {"r.$": "$", "x.$": "$x"}, "End": true}}}
            """
        );

        Assert.Equal("""{"r":[{"x":1,"y":1}],"x":1}""", run.Execution.Output!.ToJson());
    }

    [Fact]
    public void Assign_of_a_task_reads_the_raw_result_and_of_a_catcher_the_error()
    {
        const string Definition = """
            {"StartAt": "T", "States": {
              "T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:0:function:f", "ResultSelector": {"s": 1}, "Assign": {"v.$": "$.raw"}, "Next": "E",
                "Catch": [{"ErrorEquals": ["States.ALL"], "Assign": {"v.$": "$.Error"}, "Next": "E"}]},
              "E": {"Type": "Pass", "Parameters": {"v.$": "$v"}, "OutputPath": "$.v", "End": true}}}
            """;

        Assert.Equal("5", Runs.Run(Definition, "{}", () => new ScriptedWorld().Returns("T", """{"raw": 5}""")).Execution.Output!.ToJson());
        Assert.Equal("\"Boom\"", Runs.Run(Definition, "{}", () => new ScriptedWorld().Fails("T", "Boom")).Execution.Output!.ToJson());
    }

    [Fact]
    public void A_choice_assigns_the_variables_of_the_rule_or_of_the_default()
    {
        const string Definition = """
            {"StartAt": "C", "States": {
              "C": {"Type": "Choice", "Choices": [{"Variable": "$.a", "NumericEquals": 1, "Assign": {"v": "rule"}, "Next": "E"}], "Assign": {"v": "default"}, "Default": "E"},
              "E": {"Type": "Pass", "Parameters": {"v.$": "$v"}, "OutputPath": "$.v", "End": true}}}
            """;

        Assert.Equal("\"rule\"", Runs.Run(Definition, """{"a": 1}""").Execution.Output!.ToJson());
        Assert.Equal("\"default\"", Runs.Run(Definition, """{"a": 2}""").Execution.Output!.ToJson());
    }

    [Fact]
    public void A_variable_without_a_value_is_a_runtime_error() =>
        Assert.Equal("States.Runtime", Runs.Run(Machines.Expression("$nope")).Execution.Error);
}
