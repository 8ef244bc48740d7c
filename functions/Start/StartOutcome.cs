namespace PromptToImage.Functions.Start;

/// <summary>The result of StartExecution.</summary>
internal enum StartOutcome
{
    /// <summary>Nothing was started.</summary>
    None,

    /// <summary>The execution runs. It was started now or by an earlier delivery of the same message.</summary>
    Started,

    /// <summary>The execution has ended: the message was delivered a second time.</summary>
    Duplicate,

    /// <summary>The id belongs to another prompt.</summary>
    Conflict,

    /// <summary>Step Functions rejects the input. It would reject it at every delivery.</summary>
    InvalidInput,
}
