namespace PromptToImage.SqsModel;

/// <summary>What a receive does with a visible message.</summary>
public enum MessageFate
{
    Deliver,

    /// <summary>Its retention is over: it is gone.</summary>
    Expire,

    /// <summary>It has been received as often as the redrive policy allows: it moves to the dead-letter queue.</summary>
    DeadLetter,
}
