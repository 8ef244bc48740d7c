using System.Globalization;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>An attempt of a task.</summary>
/// <param name="Execution">The execution's key in the database.</param>
/// <param name="IdempotencyKey">
/// Identifies the side effect within the execution: attempts with the same key have the effect once. Null if a repeated attempt cannot be
/// recognized.
/// </param>
/// <param name="Resource">The state's Resource.</param>
/// <param name="Parameters">The task's input: JSON text.</param>
/// <param name="Caller">The execution role's session.</param>
public sealed record TaskCall(long Execution, long? IdempotencyKey, TaskResource Resource, string Parameters, Caller Caller)
{
    public required InvokingTask Task { get; init; }

    /// <summary>The key, unique among all executions, or null.</summary>
    public string? IdempotencyScope => IdempotencyKey is { } key ? string.Create(CultureInfo.InvariantCulture, $"{Execution}.{key}") : null;
}
