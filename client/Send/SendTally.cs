namespace PromptToImage.Client.Send;

/// <summary>How far a file has got.</summary>
internal sealed class SendTally
{
    public required int All { get; init; }

    public required int Sent { get; set; }

    /// <summary>Why the rest was not even tried.</summary>
    public Exception? Fatal { get; private set; }

    public void Add(SendOutcome outcome)
    {
        if (outcome.Failure is null)
        {
            Sent++;
        }
        else if (outcome.IsFatal)
        {
            Fatal ??= outcome.Failure;
        }
    }
}
