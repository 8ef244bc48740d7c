namespace PromptToImage.WebConsole.Diagrams;

/// <summary>A box of a diagram.</summary>
/// <param name="Id">Unique in the whole drawing.</param>
/// <param name="Label">What is written in it.</param>
/// <param name="Kind">A state's type, or <see cref="Start"/> or <see cref="End"/>.</param>
/// <param name="Inner">The diagrams inside it, side by side: a Map's processor, a Parallel's branches.</param>
public sealed record DiagramNode(string Id, string Label, string Kind, IReadOnlyList<Diagram> Inner)
{
    public const string Start = "Start";
    public const string End = "End";

    public bool IsTerminal => Kind is Start or End;
}
