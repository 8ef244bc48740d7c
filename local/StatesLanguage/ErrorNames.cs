namespace PromptToImage.StatesLanguage;

/// <summary>The error names that the language itself defines.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html</remarks>
public static class ErrorNames
{
    /// <summary>Any error but <see cref="Runtime"/>.</summary>
    public const string All = "States.ALL";

    /// <summary>Any error of a task but <see cref="Timeout"/>.</summary>
    public const string TaskFailed = "States.TaskFailed";

    public const string Timeout = "States.Timeout";
    public const string HeartbeatTimeout = "States.HeartbeatTimeout";
    public const string Permissions = "States.Permissions";
    public const string DataLimitExceeded = "States.DataLimitExceeded";
    public const string Runtime = "States.Runtime";
    public const string ResultPathMatchFailure = "States.ResultPathMatchFailure";
    public const string ParameterPathFailure = "States.ParameterPathFailure";
    public const string BranchFailed = "States.BranchFailed";
    public const string NoChoiceMatched = "States.NoChoiceMatched";
    public const string IntrinsicFailure = "States.IntrinsicFailure";
    public const string ExceedToleratedFailureThreshold = "States.ExceedToleratedFailureThreshold";
    public const string ItemReaderFailed = "States.ItemReaderFailed";
    public const string ResultWriterFailed = "States.ResultWriterFailed";
    public const string QueryEvaluationError = "States.QueryEvaluationError";
}
