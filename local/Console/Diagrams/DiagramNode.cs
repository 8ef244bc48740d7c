namespace PromptToImage.WebConsole.Diagrams;

/// <summary>A box of a diagram.</summary>
/// <param name="Id">Unique in the whole diagram.</param>
/// <param name="Label">The text in the box.</param>
/// <param name="Kind">A state's type, or <see cref="Start"/> or <see cref="End"/>.</param>
/// <param name="Inner">The diagrams inside it: a Map's processor or a Parallel's branches.</param>
public sealed record DiagramNode(string Id, string Label, string Kind, IReadOnlyList<Diagram> Inner)
{
    public const string Start = "Start";
    public const string End = "End";

    public bool IsTerminal => Kind is Start or End;
}
