namespace PromptToImage.Runner.Display;

/// <summary>Something that happened in an execution, as a person is told of it.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="What">The state, or the execution's outcome.</param>
/// <param name="Detail">How long it took, or why.</param>
public sealed record Step(StepKind Kind, string What, string Detail);
