namespace PromptToImage.SqsModel;

/// <summary>Identifies one receive of one message in a <see cref="QueueModel{T}"/>.</summary>
public readonly record struct ModelReceipt(long Message, int Receive);
