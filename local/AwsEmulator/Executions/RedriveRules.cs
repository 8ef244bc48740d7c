using PromptToImage.AwsEmulator.Storage;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// Decides which executions can be redriven, with AWS's reasons if not,
/// https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html.
/// </summary>
internal static class RedriveRules
{
    public const string IsRunning = "Execution is RUNNING and cannot be redriven";

    /// <summary>A redrive adds at least two events to a history of at most 25,000.</summary>
    private const int MaxEvents = 24_998;

    /// <summary>The time in which a repeated client token has no effect, as on AWS.</summary>
    public static readonly TimeSpan ClientTokenLifetime = TimeSpan.FromMinutes(15);

    /// <summary>Why an execution cannot be redriven; null if it can.</summary>
    public static string? FindReason(DatabaseSession session, ExecutionRecord execution, bool isDeleting, DateTimeOffset now) =>
        execution.Status switch
        {
            ExecutionStatus.Running => IsRunning,
            ExecutionStatus.Succeeded => "Execution is SUCCEEDED and cannot be redriven",
            _ when isDeleting => "State machine is in DELETING status",
            _ when now - execution.StartDate > ExecutionOptions.MaxExecutionTime => "Execution has exceeded the max execution time",
            _ when now - execution.StopDate > ExecutionOptions.RedrivablePeriod => "Execution redrivable period exceeded",
            _ when ExecutionStore.EventCount(session, execution.Key) > MaxEvents => "Execution history event limit exceeded",
            _ => null,
        };
}
