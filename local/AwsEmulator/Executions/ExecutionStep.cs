using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>What one decision adds to the store.</summary>
/// <param name="Before">The execution as the store has it.</param>
/// <param name="After">The execution after the decision.</param>
internal sealed record ExecutionStep(ExecutionRecord Before, ExecutionRecord After, IReadOnlyList<HistoryEvent> Events)
{
    /// <summary>JSON text, when it succeeded with this step.</summary>
    public string? Output { get; init; }

    public string? Cause { get; init; }
}
