namespace PromptToImage.SqsModel;

/// <summary>The numbers of visible messages, messages in flight and delayed messages of a queue.</summary>
public sealed record QueueCounts(long Visible, long InFlight, long Delayed)
{
    public long Total => Visible + InFlight + Delayed;
}
