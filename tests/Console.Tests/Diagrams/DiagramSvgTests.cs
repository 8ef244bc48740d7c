using System.Xml.Linq;
using PromptToImage.WebConsole.Diagrams;

namespace PromptToImage.WebConsole.Tests.Diagrams;

public sealed class DiagramSvgTests
{
    [Fact]
    public void Names_are_shown_as_text()
    {
        const string name = "<script>\"&' alert";
        var svg = XDocument.Parse(DiagramSvg.Write(DiagramLayout.Place(new Diagram([new DiagramNode(name, name, "Task", [])], [])), name));
        Assert.Contains(svg.Descendants(), element => element.Name.LocalName == "text" && element.Value == name);
        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName == "script");
    }

    [Fact]
    public void A_decoration_adds_attributes_and_a_badge()
    {
        var diagram = DiagramLayout.Place(new Diagram([new DiagramNode("a", "a", "Task", [])], []));
        var svg = XDocument.Parse(
            DiagramSvg.Write(diagram, "one state", decorate: _ => new NodeDecoration(" data-status=\"failed\"", "3"))
        );
        var node = svg.Descendants().Single(element => (string?)element.Attribute("data-state") == "a");
        Assert.Equal("failed", (string?)node.Attribute("data-status"));
        Assert.Contains(node.Descendants(), element => element.Value == "3");
    }
}
