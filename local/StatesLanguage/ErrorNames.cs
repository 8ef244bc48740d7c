namespace PromptToImage.StatesLanguage;

/// <summary>The error names that the language itself defines.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html</remarks>
public static class ErrorNames
{
    /// <summary>Any error but <see cref="Runtime"/>.</summary>
    public const string All = "States.ALL";

    /// <summary>Any error of a task but <see cref="Timeout"/>.</summary>
    public const string TaskFailed = "States.TaskFailed";

    /// <summary>A task took longer than its timeout, or a heartbeat was missing.</summary>
    public const string Timeout = "States.Timeout";

    /// <summary>A heartbeat of a task was missing.</summary>
    public const string HeartbeatTimeout = "States.HeartbeatTimeout";

    /// <summary>The execution role does not allow a call.</summary>
    public const string Permissions = "States.Permissions";

    /// <summary>An input or an output is larger than 262,144 bytes.</summary>
    public const string DataLimitExceeded = "States.DataLimitExceeded";

    /// <summary>The state cannot process its data. No retrier and no catcher handles this error.</summary>
    public const string Runtime = "States.Runtime";

    /// <summary>ResultPath does not fit the input.</summary>
    public const string ResultPathMatchFailure = "States.ResultPathMatchFailure";

    /// <summary>A path in Parameters has no value.</summary>
    public const string ParameterPathFailure = "States.ParameterPathFailure";

    /// <summary>A branch of a Parallel has failed.</summary>
    public const string BranchFailed = "States.BranchFailed";

    /// <summary>No rule of a Choice holds, and it has no Default.</summary>
    public const string NoChoiceMatched = "States.NoChoiceMatched";

    /// <summary>An intrinsic function has failed.</summary>
    public const string IntrinsicFailure = "States.IntrinsicFailure";

    /// <summary>More items of a distributed Map have failed than it tolerates.</summary>
    public const string ExceedToleratedFailureThreshold = "States.ExceedToleratedFailureThreshold";

    /// <summary>A distributed Map cannot read its items.</summary>
    public const string ItemReaderFailed = "States.ItemReaderFailed";

    /// <summary>A distributed Map cannot write its results.</summary>
    public const string ResultWriterFailed = "States.ResultWriterFailed";

    /// <summary>A JSONata expression has failed.</summary>
    public const string QueryEvaluationError = "States.QueryEvaluationError";
}
