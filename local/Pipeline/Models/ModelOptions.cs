namespace PromptToImage.Pipeline.Models;

/// <summary>How the stand-in for Bedrock behaves.</summary>
public sealed record ModelOptions
{
    /// <summary>The shortest time that a call takes. Default 0.</summary>
    public TimeSpan LowestLatency { get; init; }

    /// <summary>The longest. Each call's is drawn evenly between the two. Default 0.</summary>
    public TimeSpan HighestLatency { get; init; }

    /// <summary>Calls a minute beyond which <c>ThrottlingException</c> is answered; null (the default) is no limit.</summary>
    public int? QuotaPerMinute { get; init; }

    /// <summary>The share of calls (0 to 1) that fail on Bedrock's side. Default 0.</summary>
    public double ErrorRate { get; init; }

    /// <summary>Words that the content filter blocks a prompt for, whatever their case.</summary>
    public IReadOnlyList<string> BlockedWords { get; init; } = ["nsfw", "gore"];

    /// <exception cref="ArgumentException">Lists every value that is out of range.</exception>
    public void Validate()
    {
        List<string> faults = [];
        if (LowestLatency < TimeSpan.Zero || HighestLatency < LowestLatency)
        {
            faults.Add($"The model's latency is from {LowestLatency} to {HighestLatency}: it must rise from 0 or more.");
        }

        if (QuotaPerMinute < 1)
        {
            faults.Add($"The model's quota is {QuotaPerMinute} a minute: it must be at least 1.");
        }

        if (ErrorRate is not (>= 0 and <= 1))
        {
            faults.Add($"The model's error rate is {ErrorRate}: it must be from 0 to 1.");
        }

        if (BlockedWords.Any(string.IsNullOrWhiteSpace))
        {
            faults.Add("A blocked word is blank: it would block every prompt.");
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', faults));
        }
    }
}
