using PromptToImage.Contracts.Values;

namespace PromptToImage.Simulation;

/// <summary>What is simulated; each default stands here and nowhere else.</summary>
public sealed record SimulationOptions
{
    public int Prompts { get; init; } = 10_000;

    public Arrival Arrival { get; init; } = new Arrival.Burst();

    /// <summary>How many requests Bedrock admits a minute; at least 1.</summary>
    public int ModelQuotaPerMinute { get; init; } = 60;

    /// <summary>How long Bedrock takes for an image.</summary>
    public DurationRange ModelLatency { get; init; } = new(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(9));

    /// <summary>The share of admitted requests that end in a server error.</summary>
    public Percentage ModelErrorRate { get; init; }

    /// <summary>The share of prompts that the content filter blocks, whenever they are tried.</summary>
    public Percentage FilterRate { get; init; }

    /// <summary>How many executions run at a time.</summary>
    public int MaxConcurrentExecutions { get; init; } = 10;

    /// <summary>How long the other functions take for one invocation.</summary>
    public DurationRange FunctionLatency { get; init; } = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(120));

    /// <summary>The age of the oldest waiting message at which the alarm goes off.</summary>
    public TimeSpan QueueAgeThreshold { get; init; } = TimeSpan.FromSeconds(120);

    public int Seed { get; init; } = 1;
}
