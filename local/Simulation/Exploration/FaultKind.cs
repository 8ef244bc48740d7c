namespace PromptToImage.Simulation.Exploration;

/// <summary>How a task goes wrong.</summary>
public enum FaultKind
{
    /// <summary>It reports an error.</summary>
    Error,

    /// <summary>It never answers.</summary>
    Silence,

    /// <summary>Its answer is over 256 KiB.</summary>
    TooLarge,

    /// <summary>Its answer is JSON of another shape than the next states expect.</summary>
    WrongShape,
}
