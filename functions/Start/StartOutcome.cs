namespace PromptToImage.Functions.Start;

/// <summary>What StartExecution came to.</summary>
internal enum StartOutcome
{
    /// <summary>It runs, newly or from an earlier delivery of the same message.</summary>
    Started,

    /// <summary>It ran and ended before: this message is a second delivery.</summary>
    Duplicate,

    /// <summary>Another prompt has its id.</summary>
    Conflict,
}
