namespace PromptToImage.StatesLanguage.Definition;

public sealed class ParallelState : State
{
    internal ParallelState(StateHead head)
        : base(head) { }

    public override StateType Type => StateType.Parallel;

    public required IReadOnlyList<Flow> Branches { get; init; }

    public override IReadOnlyList<Flow> Inner => Branches;
}
