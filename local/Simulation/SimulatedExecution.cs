using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation;

/// <summary>An execution on its way through a simulation.</summary>
/// <param name="prompt">Which prompt it is of.</param>
/// <param name="startedAt">When it started.</param>
/// <param name="filtered">Whether the model's content filter blocks the prompt.</param>
/// <param name="execution">Its state at first.</param>
internal sealed class SimulatedExecution(int prompt, DateTimeOffset startedAt, bool filtered, Execution execution)
{
    public int Prompt { get; } = prompt;

    public DateTimeOffset StartedAt { get; } = startedAt;

    public bool Filtered { get; } = filtered;

    /// <summary>Null once it has ended: timers that are still planned must not keep it in memory.</summary>
    public Execution? Execution { get; set; } = execution;
}
