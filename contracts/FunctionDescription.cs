namespace PromptToImage.Contracts;

/// <summary>What a host must know of one function to deploy or run it.</summary>
/// <param name="Name">Short name: <c>start</c>, <c>validate</c>, <c>generate</c>, <c>store</c>, <c>notify</c>.</param>
/// <param name="Handler">Handler string for Lambda's managed .NET runtime.</param>
/// <param name="Timeout">How long one invocation may take; the state machine's own limit is a little longer.</param>
/// <param name="Required">Settings that it cannot run without.</param>
/// <param name="Optional">Settings that it reads when they are there.</param>
public sealed record FunctionDescription(
    string Name,
    string Handler,
    TimeSpan Timeout,
    IReadOnlyList<string> Required,
    IReadOnlyList<string> Optional
)
{
    /// <summary>Every setting that it reads.</summary>
    public IEnumerable<string> Settings => Required.Concat(Optional);
}
