using System.Globalization;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>One attempt at one task.</summary>
/// <param name="Execution">The execution's key in the store.</param>
/// <param name="EffectId">
/// The number in its execution of what the attempt is to bring about: an attempt of the same number is to bring about the
/// same, once. Null where a repeated attempt cannot be told from another.
/// </param>
/// <param name="Resource">What the state names as Resource.</param>
/// <param name="Parameters">The task's input as JSON text.</param>
public sealed record TaskCall(long Execution, long? EffectId, TaskResource Resource, string Parameters)
{
    /// <summary>The effect's name among those of all executions.</summary>
    public string? EffectScope => EffectId is { } effect ? string.Create(CultureInfo.InvariantCulture, $"{Execution}.{effect}") : null;
}
