namespace PromptToImage.SqsModel;

/// <summary>A message that a <see cref="QueueModel{T}"/> returns to a receiver.</summary>
/// <param name="Receives">The receive count, including this receive.</param>
public readonly record struct ModelDelivery<T>(ModelReceipt Receipt, T Body, int Receives, DateTimeOffset SentAt);
