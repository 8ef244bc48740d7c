namespace PromptToImage.StatesLanguage;

/// <summary>A history does not follow from the definition and the start of the execution.</summary>
/// <param name="eventId">The id of the first event that does not fit.</param>
/// <param name="message">The difference, for a person.</param>
public sealed class InvalidHistoryException(long eventId, string message) : Exception($"Event {eventId}: {message}")
{
    /// <summary>The id of the first event that does not fit.</summary>
    public long EventId { get; } = eventId;
}
