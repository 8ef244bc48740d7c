namespace PromptToImage.Simulation;

/// <summary>The middle and the tail of a distribution.</summary>
public sealed record Percentiles(double P50, double P95, double P99, double Max)
{
    public static Percentiles Of(Distribution distribution) =>
        new(distribution.Percentile(50), distribution.Percentile(95), distribution.Percentile(99), distribution.Percentile(100));
}
