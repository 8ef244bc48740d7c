using System.Text.Json;

namespace PromptToImage.Pipeline.Api;

/// <summary>Configures <see cref="GenerateProtocol"/>.</summary>
public sealed record GenerateOptions
{
    /// <summary>Returns the name of the queue, which is known after the deployment.</summary>
    public required Func<string> Queue { get; init; }

    /// <summary>Whether the role of <c>POST /generate</c> may send to the queue. By default it may.</summary>
    public Func<bool> MaySend { get; init; } = static () => true;

    /// <summary>Whether the role of <c>GET /generate/{id}</c> may describe an execution, by its name. By default it may.</summary>
    public Func<string, bool> MayDescribe { get; init; } = static _ => true;

    /// <summary>Finds an execution of the pipeline by its name. Returns null for an unknown name.</summary>
    public required Func<string, GenerateExecution?> FindExecution { get; init; }

    /// <summary>
    /// Checks a request against the rules of the deployed API's request model and returns the errors. The default accepts every JSON
    /// object with a prompt and a valid id.
    /// </summary>
    public Func<JsonElement, IReadOnlyList<string>>? FindErrors { get; init; }
}
