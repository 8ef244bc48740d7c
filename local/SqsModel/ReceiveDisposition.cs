namespace PromptToImage.SqsModel;

/// <summary>The action of a receive on a visible message.</summary>
public enum ReceiveDisposition
{
    /// <summary>Returns the message to the receiver.</summary>
    Deliver,

    /// <summary>Deletes the message, because its retention period is over.</summary>
    Expire,

    /// <summary>Moves the message to the dead-letter queue, because it has reached the redrive policy's receive count.</summary>
    DeadLetter,
}
