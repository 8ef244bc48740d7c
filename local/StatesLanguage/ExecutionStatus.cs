namespace PromptToImage.StatesLanguage;

/// <summary>The status of an execution. Hosts store the numbers, so they must not change.</summary>
/// <summary>The status of an execution. Hosts may store the values, so they never change.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html</remarks>
public enum ExecutionStatus
{
    Running = 0,
    Succeeded = 1,
    Failed = 2,
    TimedOut = 3,
    Aborted = 4,
}
