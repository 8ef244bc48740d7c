using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Data;

public sealed class ContextObjectTests
{
    [Fact]
    public void It_tells_of_execution_machine_and_state()
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
    public void A_task_learns_how_often_it_was_retried()
    {
        var world = new ScriptedWorld().Fails("S", "E", times: 2);
        VirtualRun.Of(
            StateMachine.Parse(Machines.Task(""" "Parameters": {"n.$": "$$.State.RetryCount"}, "Retry": [{"ErrorEquals": ["E"]}], """)),
            JsonObject.Empty,
            world
        );

        Assert.Equal(["""{"n":0}""", """{"n":1}""", """{"n":2}"""], world.Asked.Select(t => t.Parameters.ToJson()));
    }

    [Fact]
    public void Items_of_a_Map_know_their_index_and_value_also_deeper_inside()
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
