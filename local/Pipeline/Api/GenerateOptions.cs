using System.Text.Json;

namespace PromptToImage.Pipeline.Api;

/// <summary>What <c>/generate</c> is connected to.</summary>
public sealed record GenerateOptions
{
    public required string Queue { get; init; }

    /// <summary>Looks an execution of the pipeline up by its name; null when there is none.</summary>
    public required Func<string, PromptExecution?> FindExecution { get; init; }

    /// <summary>
    /// The rules for a prompt beyond being a JSON object with a prompt, as the deployed API's request model has
    /// them: returns what is wrong, if anything. Null when there are none.
    /// </summary>
    public Func<JsonElement, IReadOnlyList<string>>? FindFaults { get; init; }
}
