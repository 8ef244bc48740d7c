using PromptToImage.Contracts;

namespace PromptToImage.Simulation.Exploration;

/// <summary>
/// What the pipeline promises of each error, whatever a definition says: how often in a row a task may fail with it and still
/// be done, and which errors are final, so that the task is not called again.
/// </summary>
public static class Promises
{
    public const string Timeout = "States.Timeout";

    private static readonly string[] LambdaTransient =
    [
        "Lambda.ClientExecutionTimeoutException",
        "Lambda.ServiceException",
        "Lambda.AWSLambdaException",
        "Lambda.SdkClientException",
        "Lambda.TooManyRequestsException",
    ];

    /// <summary>How many times in a row the error is survived at least.</summary>
    public static int Survived(TaskRole role, string error) =>
        (role, error) switch
        {
            // Whatever keeps a prompt from the dead-letter queue is retried.
            (TaskRole.DeadLetter, _) => 6,
            (_, _) when LambdaTransient.Contains(error) => 6,
            (_, "Lambda.Unknown" or "Sandbox.Timedout" or Timeout) => 2,
            (TaskRole.Generate, PromptErrorNames.ModelThrottled) => 8,
            (TaskRole.Generate, PromptErrorNames.ModelUnavailable) => 3,
            (TaskRole.Generate, PromptErrorNames.ModelOutput) => 2,
            _ => 0,
        };

    /// <summary>Whether asking again is pointless, and for the model paid.</summary>
    public static bool IsFinal(TaskRole role, string error) =>
        (role, error) switch
        {
            (TaskRole.Validate, PromptErrorNames.InvalidPrompt) => true,
            (TaskRole.Generate, PromptErrorNames.ContentFiltered or PromptErrorNames.ModelRequestRejected) => true,
            (TaskRole.Store, PromptErrorNames.ImageCorrupt or PromptErrorNames.StagedImageMissing) => true,
            _ => false,
        };

    /// <summary>Every error that a promise names for the task, wherever a definition mentions it or not.</summary>
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
            TaskRole.DeadLetter => ["SQS.SqsException", "SQS.QueueDoesNotExistException"],
            _ => [],
        };
        return role == TaskRole.DeadLetter ? own : [.. own, .. LambdaTransient, "Lambda.Unknown", "Sandbox.Timedout"];
    }
}
