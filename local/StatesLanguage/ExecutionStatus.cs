namespace PromptToImage.StatesLanguage;

/// <summary>The status of an execution. Hosts may store the values, so they never change.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html</remarks>
public enum ExecutionStatus
{
    /// <summary>The execution has not ended.</summary>
    Running = 0,

    /// <summary>The last state has ended.</summary>
    Succeeded = 1,

    /// <summary>An error was not caught, or a Fail state has ended the execution.</summary>
    Failed = 2,

    /// <summary>The execution took longer than TimeoutSeconds of the state machine.</summary>
    TimedOut = 3,

    /// <summary>StopExecution has ended the execution.</summary>
    Aborted = 4,
}
