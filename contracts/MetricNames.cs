namespace PromptToImage.Contracts;

/// <summary>The metrics that functions write; each under the one dimension <see cref="Dimension"/>.</summary>
public static class MetricNames
{
    public const string Namespace = "PromptToImage";

    /// <summary>The writing function's name, which tells deployments in one account apart.</summary>
    public const string Dimension = "FunctionName";

    /// <summary>Start: prompts started, a count.</summary>
    public const string Started = "PromptsStarted";

    /// <summary>Start: prompts sent back to the queue for want of room, a count.</summary>
    public const string Deferred = "PromptsDeferred";

    /// <summary>Start: messages dead-lettered without an execution, a count.</summary>
    public const string Rejected = "PromptsRejected";

    /// <summary>Generate: how long the model took, in milliseconds.</summary>
    public const string GenerationLatency = "GenerationLatency";

    /// <summary>Generate: list price of the pictures drawn, in US dollars.</summary>
    public const string EstimatedCost = "EstimatedCost";

    /// <summary>Generate: prompts that the content filter refused, a count.</summary>
    public const string Filtered = "PromptsFiltered";

    /// <summary>Store: images stored, a count.</summary>
    public const string Images = "ImagesStored";
}
