namespace PromptToImage.WebConsole.Model;

/// <summary>The addresses of an execution's page and data.</summary>
/// <param name="Name">The execution's name.</param>
/// <param name="State">The chosen state; null without one.</param>
/// <param name="Tab">The tab below the graph; null for the first one.</param>
/// <param name="Zoom">The zoom of the graph in percent; null where it fits its column.</param>
public sealed record ExecutionLinks(string Name, string? State = null, string? Tab = null, string? Zoom = null)
{
    /// <summary>The page with the same state, tab and zoom.</summary>
    public string Page =>
        PageAddress.For($"{ConsoleSite.Root}/executions/{Uri.EscapeDataString(Name)}", ("state", State), ("tab", Tab), ("zoom", Zoom));

    /// <summary>The page with another state, which it scrolls to where the state is below the graph.</summary>
    public string ForState(string state) => $"{(this with { State = state }).Page}#state";

    /// <summary>The address of a part of the execution's data, for example its image.</summary>
    public string Data(string part) => $"{ConsoleSite.Root}/data/executions/{Uri.EscapeDataString(Name)}/{part}";
}
