namespace PromptToImage.Contracts.Steps;

/// <summary>The metadata of a staged image in the bucket, which Generate writes and Generate and Store read.</summary>
public static class StagedMetadata
{
    public const string Id = "id";
    public const string Attempt = "attempt";

    /// <summary>The fingerprint of the request, by which an equal request finds the image.</summary>
    public const string Request = "request";

    public const string Sha256 = "sha256";
    public const string Seed = "seed";
    public const string FinishReason = "finish-reason";
    public const string GeneratedAt = "generated-at";
    public const string LatencyMilliseconds = "latency-ms";
    public const string CostUsd = "cost-usd";
}
