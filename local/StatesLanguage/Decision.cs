using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage;

/// <summary>What follows from one event.</summary>
/// <param name="Execution">The execution after it; the one before is unchanged.</param>
/// <param name="Events">To be stored before any effect is carried out.</param>
public sealed record Decision(Execution Execution, IReadOnlyList<HistoryEvent> Events, IReadOnlyList<Effect> Effects);
