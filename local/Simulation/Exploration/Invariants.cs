using PromptToImage.Contracts;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation.Exploration;

/// <summary>
/// What the pipeline guarantees for each error, whatever a definition says: how often in a row a task may fail with it and still
/// succeed, and which errors are final, so that the task is not called again.
/// </summary>
public static class Invariants
{
    /// <summary>An error that no definition names.</summary>
    public const string Unknown = "UnknownException";

    private static readonly string[] LambdaTransient =
    [
        "Lambda.ClientExecutionTimeoutException",
        "Lambda.ServiceException",
        "Lambda.AWSLambdaException",
        "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException",
    ];

    private static readonly string[] Crash = ["Lambda.Unknown", "Runtime.ExitError", "Sandbox.Timedout"];

    /// <summary>How many times in a row a task may fail with the error at least.</summary>
    public static int Survived(TaskRole role, string error) =>
        (role, error) switch
        {
            // Everything that keeps a prompt out of the dead-letter queue is retried.
            (TaskRole.DeadLetter, _) => 6,
            (_, _) when LambdaTransient.Contains(error) => 6,
            (_, _) when Crash.Contains(error) => 2,
            (_, ErrorNames.Timeout) => 2,
            // Nothing is charged for such a call. 400 waits of 30 s on average are more than an outage of two hours.
            (TaskRole.Generate, PromptErrorNames.ModelThrottled or PromptErrorNames.ModelUnavailable) => 400,
            (TaskRole.Generate, PromptErrorNames.ModelOutput) => 2,
            // The image is paid for: two minutes of trouble of S3 or SNS cost neither image nor notice.
            (TaskRole.Store or TaskRole.Notify, _) when !IsFinal(role, error) => 7,
            _ => 0,
        };

    /// <summary>
    /// One error for each number of failures that the task survives independently of the others: a task that has survived all crashes
    /// that it may survive still survives all transient errors.
    /// </summary>
    public static IReadOnlyList<string> CountedSeparately(TaskRole role) =>
        role switch
        {
            TaskRole.Validate => [LambdaTransient[0], Crash[0]],
            TaskRole.Generate => [LambdaTransient[0], Crash[0], PromptErrorNames.ModelThrottled, PromptErrorNames.ModelOutput],
            TaskRole.Store or TaskRole.Notify => [LambdaTransient[0], Crash[0], Unknown],
            _ => [],
        };

    /// <summary>Whether another call is pointless. For the model it would also be charged.</summary>
    public static bool IsFinal(TaskRole role, string error) =>
        (role, error) switch
        {
            (TaskRole.Validate, PromptErrorNames.InvalidPrompt) => true,
            (TaskRole.Generate, PromptErrorNames.ContentFiltered or PromptErrorNames.ModelRequestRejected) => true,
            (TaskRole.Store, PromptErrorNames.ImageCorrupt or PromptErrorNames.StagedImageMissing) => true,
            _ => false,
        };

    /// <summary>The errors that an invariant names for the task, whether a definition mentions them or not.</summary>
    public static IEnumerable<string> Errors(TaskRole role)
    {
        IEnumerable<string> own = role switch
        {
            TaskRole.Validate => [PromptErrorNames.InvalidPrompt],
            TaskRole.Generate =>
            [
                PromptErrorNames.ModelThrottled,
                PromptErrorNames.ModelUnavailable,
                PromptErrorNames.ModelOutput,
                PromptErrorNames.ContentFiltered,
                PromptErrorNames.ModelRequestRejected,
            ],
            TaskRole.Store => [PromptErrorNames.ImageCorrupt, PromptErrorNames.StagedImageMissing],
            TaskRole.DeadLetter => ["SQS.AmazonSQSException", "SQS.SdkClientException", "SQS.QueueDoesNotExistException"],
            _ => [],
        };
        return role == TaskRole.DeadLetter ? own : [.. own, .. LambdaTransient, .. Crash];
    }
}
