using PromptToImage.WebConsole.Diagrams;

namespace PromptToImage.WebConsole.Tests.Diagrams;

public sealed class DiagramLayoutTests
{
    [Fact]
    public void The_edges_of_a_chain_are_vertical()
    {
        var placed = DiagramLayout.Place(
            new Diagram([Node("a"), Node("longer name"), Node("c")], [Edge("a", "longer name"), Edge("longer name", "c")])
        );
        Assert.All(placed.Edges, edge => Assert.Equal(edge.Points[0].X, edge.Points[^1].X, 3));
        Assert.All(placed.Edges, edge => Assert.True(edge.Points[0].Y < edge.Points[^1].Y));
    }

    [Fact]
    public void Nodes_never_overlap_whatever_the_definition()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var names = Enumerable
                .Range(0, random.Next(2, 20))
                .Select(index => $"State {index}" + new string('x', random.Next(20)))
                .ToList();
            var edges = names
                .Skip(1)
                .Select((name, index) => Edge(names[random.Next(index + 1)], name))
                .Concat(
                    Enumerable
                        .Range(0, names.Count)
                        .Select(_ => Edge(names[random.Next(names.Count)], names[random.Next(names.Count)], DiagramEdgeKind.Catch))
                )
                .ToList();
            var placed = DiagramLayout.Place(new Diagram(names.Select(Node).ToList(), edges));
            foreach (
                var (first, second) in placed.Nodes.SelectMany(
                    (first, index) => placed.Nodes.Skip(index + 1).Select(second => (first, second))
                )
            )
            {
                Assert.False(Overlap(first, second), $"round {round}: {first.Node.Id} overlaps {second.Node.Id}");
            }
        }
    }

    [Fact]
    public void A_loop_is_drawn_with_an_arrow_that_points_up()
    {
        var placed = DiagramLayout.Place(new Diagram([Node("a"), Node("b")], [Edge("a", "b"), Edge("b", "a", DiagramEdgeKind.Choice)]));
        var back = placed.Edges.Single(edge => edge.Edge.From == "b");
        Assert.True(back.Points[0].Y > back.Points[^1].Y);
    }

    [Fact]
    public void Inner_nodes_are_inside_their_outer_node()
    {
        var branch = new Diagram([Node("inner 1"), Node("inner 2")], [Edge("inner 1", "inner 2")]);
        var outer = Assert.Single(DiagramLayout.Place(new Diagram([new DiagramNode("p", "Both", "Parallel", [branch, branch])], [])).Nodes);
        Assert.All(
            outer.Inner,
            inner =>
                Assert.True(inner.X >= 0 && inner.Y > 0 && inner.X + inner.Width <= outer.Width && inner.Y + inner.Height <= outer.Height)
        );
    }

    [Fact]
    public void A_next_and_a_catch_to_the_same_state_are_one_arrow()
    {
        var placed = DiagramLayout.Place(new Diagram([Node("a"), Node("b")], [Edge("a", "b", DiagramEdgeKind.Catch), Edge("a", "b")]));
        Assert.Equal(DiagramEdgeKind.Next, Assert.Single(placed.Edges).Edge.Kind);
    }

    private static DiagramNode Node(string name) => new(name, name, "Task", []);

    private static DiagramEdge Edge(string from, string to, DiagramEdgeKind kind = DiagramEdgeKind.Next) => new(from, to, kind, "");

    private static bool Overlap(PlacedNode first, PlacedNode second) =>
        first.X < second.X + second.Width
        && second.X < first.X + first.Width
        && first.Y < second.Y + second.Height
        && second.Y < first.Y + first.Height;
}
