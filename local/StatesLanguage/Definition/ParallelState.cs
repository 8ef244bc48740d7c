namespace PromptToImage.StatesLanguage.Definition;

/// <summary>A Parallel: runs branches at the same time. Its result is an array of their outputs.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html</remarks>
public sealed class ParallelState : State
{
    internal ParallelState(StateHead head)
        : base(head) { }

    /// <inheritdoc/>
    public override StateType Type => StateType.Parallel;

    /// <summary>The branches, in the order of the definition. At least one.</summary>
    public required IReadOnlyList<Flow> Branches { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Flow> Inner => Branches;
}
