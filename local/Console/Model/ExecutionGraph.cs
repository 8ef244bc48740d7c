using PromptToImage.WebConsole.Diagrams;

namespace PromptToImage.WebConsole.Model;

/// <summary>Draws the state machine of an execution with the status of each state.</summary>
public static class ExecutionGraph
{
    /// <summary>The status of a visit as style sheets name it: without spaces.</summary>
    public static string StatusKey(string status) => status.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The drawing on a page: each state is a link.</summary>
    /// <param name="scale">The size, 1 for the natural one.</param>
    public static string ForPage(ExecutionView view, ExecutionLinks links, double scale) =>
        Write(view, "", scale, node => Decorate(view, node, links));

    /// <summary>A drawing that needs no page around it.</summary>
    public static string Standalone(ExecutionView view) =>
        Write(view, DiagramSvg.StandaloneStyle + DiagramSvg.StatusStyle, 1, node => Decorate(view, node, null));

    private static string Write(ExecutionView view, string style, double scale, Func<DiagramNode, NodeDecoration?> decorate) =>
        DiagramSvg.Write(
            DiagramLayout.Place(DefinitionDiagram.From(view.StateMachine.Machine)),
            $"States of {view.Execution.Name}",
            style,
            decorate,
            scale
        );

    private static NodeDecoration? Decorate(ExecutionView view, DiagramNode node, ExecutionLinks? links)
    {
        if (node.IsTerminal)
        {
            return null;
        }

        var visit = view.Visits.LastOrDefault(visit => visit.Name == node.Id);
        var retries = visit?.Retries ?? 0;
        var status = visit is null ? "" : $" data-status=\"{StatusKey(visit.Status)}\"";
        var chosen = node.Id == links?.State ? " data-chosen=\"true\"" : "";
        return new NodeDecoration(
            status + chosen,
            retries > 0 ? $"↻{retries}" : "",
            links?.ForState(node.Id) ?? "",
            $"{node.Label}: {visit?.Status ?? "not reached"}{(retries > 0 ? $", {retries} retries" : "")}"
        );
    }
}
