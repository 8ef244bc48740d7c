using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Data;

public sealed class ContextObjectTests
{
    [Fact]
    public void It_has_the_execution_the_state_machine_and_the_state()
    {
        var run = Runs.Run(Machines.Expression("$$"), """{"a": 1}""");

        Assert.Equal(
            JsonValue.Parse(
                """
                {"Execution": {"Id": "arn:aws:states:us-east-1:000000000000:execution:machine:run", "Input": {"a": 1}, "StartTime": "2026-11-22T06:00:00.000Z",
                   "Name": "run", "RoleArn": "arn:aws:iam::000000000000:role/machine", "RedriveCount": 0},
                 "StateMachine": {"Id": "arn:aws:states:us-east-1:000000000000:stateMachine:machine", "Name": "machine"},
                 "State": {"Name": "S", "EnteredTime": "2026-11-22T06:00:00.000Z"}}
                """
            ),
            run.Execution.Output
        );
    }

    [Fact]
    public void It_has_the_number_of_retries_of_a_task()
    {
        var world = new ScriptedWorld().Fails("S", "E", times: 2);
        VirtualRun.Run(
            StateMachine.Parse(Machines.Task(""" "Parameters": {"n.$": "$$.State.RetryCount"}, "Retry": [{"ErrorEquals": ["E"]}], """)),
            JsonObject.Empty,
            world
        );

        Assert.Equal(["""{"n":0}""", """{"n":1}""", """{"n":2}"""], world.Calls.Select(t => t.Parameters.ToJson()));
    }

    [Fact]
    public void It_has_the_index_and_the_value_of_a_Map_item_also_inside_nested_states()
    {
        var run = Runs.Run(
            Machines.Only(
                """
                "Type": "Map", "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [
                  {"StartAt": "Q", "States": {"Q": {"Type": "Pass", "Parameters": {"i.$": "$$.Map.Item.Index", "v.$": "$$.Map.Item.Value"}, "End": true}}}]}}}
                """
            ),
            """["x"]"""
        );

        Assert.Equal("""[[{"i":0,"v":"x"}]]""", run.Execution.Output!.ToJson());
    }
}
