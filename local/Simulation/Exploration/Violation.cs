using PromptToImage.StatesLanguage.History;

namespace PromptToImage.Simulation.Exploration;

/// <summary>A run that broke a promise.</summary>
public sealed record Violation(Schedule Schedule, string What, IReadOnlyList<HistoryEvent> History);
