namespace PromptToImage.SqsModel;

/// <summary>A message as a receive from a <see cref="QueueModel{T}"/> hands it out.</summary>
/// <param name="Receives">How often it has been received, this time included.</param>
public readonly record struct ModelDelivery<T>(ModelReceipt Receipt, T Body, int Receives, DateTimeOffset SentAt);
