namespace PromptToImage.Contracts;

/// <summary>The error names of the Amazon States Language that the pipeline handles.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html</remarks>
public static class StatesErrorNames
{
    public const string Timeout = "States.Timeout";
    public const string Runtime = "States.Runtime";
    public const string DataLimitExceeded = "States.DataLimitExceeded";
}
