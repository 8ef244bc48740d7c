using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.StatesLanguage.Tests.Definitions;

public sealed class GraphTests
{
    private const string Definition = """
        {"StartAt": "T", "States": {
          "T": {"Type": "Task", "Resource": "arn:aws:lambda:r:0:function:f", "Catch": [{"ErrorEquals": ["A", "B"], "Next": "F"}], "Next": "C"},
          "C": {"Type": "Choice", "Default": "P", "Choices": [
            {"And": [{"Variable": "$.a", "NumericGreaterThanEquals": 1}, {"Not": {"Variable": "$.b", "IsPresent": true}}], "Next": "F"},
            {"Comment": "when it is late", "Variable": "$.t", "TimestampLessThanPath": "$.u", "Next": "F"}]},
          "P": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "M", "States": {
            "M": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "I", "States": {"I": {"Type": "Succeed"}}}}}}]},
          "F": {"Type": "Fail"}}}
        """;

    [Fact]
    public void Edges_are_the_transitions_with_their_labels()
    {
        var graph = StateMachine.Parse(Definition).Graph;

        Assert.Equal(
            [
                new("T", "C", StateGraph.EdgeKind.Next, ""),
                new("T", "F", StateGraph.EdgeKind.Catch, "A, B"),
                new("C", "F", StateGraph.EdgeKind.Choice, "$.a >= 1 && not ($.b is present)"),
                new("C", "F", StateGraph.EdgeKind.Choice, "when it is late"),
                new("C", "P", StateGraph.EdgeKind.Default, "Default"),
            ],
            graph.Edges
        );
    }

    [Fact]
    public void Nodes_contain_the_graphs_of_inner_flows()
    {
        var graph = StateMachine.Parse(Definition).Graph;

        Assert.Equal([("T", false), ("C", false), ("P", true), ("F", true)], graph.Nodes.Select(n => (n.Name, n.IsEnd)));
        var map = Assert.Single(graph.Nodes[2].Inner).Nodes[0];
        Assert.Equal(("M", StateType.Map), (map.Name, map.Type));
        Assert.Equal("I", Assert.Single(map.Inner).StartAt);
    }

    [Fact]
    public void The_states_of_a_machine_are_public()
    {
        var machine = StateMachine.Parse(Definition);
        var task = Assert.IsType<TaskState>(machine.States[0]);

        Assert.Equal(("T", "C", "/States/T"), (task.Name, task.Next, task.Location));
        Assert.Equal("arn:aws:lambda:r:0:function:f", task.Resource.Arn);
        Assert.Equal("F", Assert.Single(task.Catch).Next);
    }
}
