namespace PromptToImage.Pipeline.Models;

/// <summary>Configures the local model.</summary>
public sealed record ModelOptions
{
    /// <summary>The shortest latency of a call. Default 0.</summary>
    public TimeSpan LowestLatency { get; init; }

    /// <summary>The longest latency of a call. Each call's latency is uniformly distributed between the two. Default 0.</summary>
    public TimeSpan HighestLatency { get; init; }

    /// <summary>Calls per minute above which the model throttles; null (the default) is no limit.</summary>
    public int? QuotaPerMinute { get; init; }

    /// <summary>The share of calls, from 0 to 1, that fail on Bedrock's side. Default 0.</summary>
    public double ErrorRate { get; init; }

    /// <summary>The words that the content filter blocks, in upper or lower case.</summary>
    public IReadOnlyList<string> BlockedWords { get; init; } = ["nsfw", "gore"];

    /// <exception cref="ArgumentException">Lists every value that is out of range.</exception>
    public void Validate()
    {
        List<string> errors = [];
        if (LowestLatency < TimeSpan.Zero || HighestLatency < LowestLatency)
        {
            errors.Add($"The model's latency is from {LowestLatency} to {HighestLatency}: it must rise from 0 or more.");
        }

        if (QuotaPerMinute < 1)
        {
            errors.Add($"The model's quota is {QuotaPerMinute} a minute: it must be at least 1.");
        }

        if (ErrorRate is not (>= 0 and <= 1))
        {
            errors.Add($"The model's error rate is {ErrorRate}: it must be from 0 to 1.");
        }

        if (BlockedWords.Any(string.IsNullOrWhiteSpace))
        {
            errors.Add("A blocked word is blank: it would block every prompt.");
        }

        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', errors));
        }
    }
}
