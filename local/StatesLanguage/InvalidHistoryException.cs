namespace PromptToImage.StatesLanguage;

/// <summary>A history that this definition and input cannot have led to.</summary>
public sealed class InvalidHistoryException(long eventId, string message) : Exception($"Event {eventId}: {message}")
{
    public long EventId { get; } = eventId;
}
