using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage;

/// <summary>The result of one event. Immutable.</summary>
/// <param name="Execution">The execution after the event. The execution before it is unchanged.</param>
/// <param name="Events">The new history events. A host stores them before it carries out any effect.</param>
/// <param name="Effects">The actions for the host, in this order.</param>
public sealed record Decision(Execution Execution, IReadOnlyList<HistoryEvent> Events, IReadOnlyList<Effect> Effects);
