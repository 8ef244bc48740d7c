namespace PromptToImage.SqsModel;

/// <summary>How many messages a queue holds: to be received now, in flight, and delayed.</summary>
public sealed record QueueCounts(long Visible, long InFlight, long Delayed)
{
    public long Total => Visible + InFlight + Delayed;
}
