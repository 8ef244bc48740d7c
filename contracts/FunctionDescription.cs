namespace PromptToImage.Contracts;

/// <summary>The facts that a host needs to deploy or run a function.</summary>
/// <param name="Name">Short name: <c>start</c>, <c>validate</c>, <c>generate</c>, <c>store</c>, <c>notify</c>.</param>
/// <param name="Handler">Handler string for Lambda's managed .NET runtime.</param>
/// <param name="Timeout">The function's timeout. The timeout of its state is a little longer.</param>
/// <param name="MemoryMiB">The function's memory. CPU is proportional to memory: less memory makes cold starts slower, not cheaper.</param>
/// <param name="Required">The settings that the function requires.</param>
/// <param name="Optional">The settings that the function reads if they are present.</param>
public sealed record FunctionDescription(
    string Name,
    string Handler,
    TimeSpan Timeout,
    int MemoryMiB,
    IReadOnlyList<string> Required,
    IReadOnlyList<string> Optional
)
{
    /// <summary>All settings that the function reads.</summary>
    public IEnumerable<string> Settings => Required.Concat(Optional);
}
