using PromptToImage.AwsEmulator.Storage;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>
/// Which executions can be redriven, and AWS's reasons why others cannot,
/// https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html.
/// </summary>
internal static class Redriving
{
    public const string IsRunning = "Execution is RUNNING and cannot be redriven";

    /// <summary>A redrive adds at least two events to a history of at most 25,000.</summary>
    private const int MaxEvents = 24_998;

    /// <summary>How long AWS remembers the token of a redrive.</summary>
    public static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(15);

    public static string? Refusal(DatabaseSession session, ExecutionRecord execution, bool isDeleting, DateTimeOffset now) =>
        execution.Status switch
        {
            ExecutionStatus.Running => IsRunning,
            ExecutionStatus.Succeeded => "Execution is SUCCEEDED and cannot be redriven",
            _ when isDeleting => "State machine is in DELETING status",
            _ when now - execution.StartDate > ExecutionOptions.LongestExecution => "Execution has exceeded the max execution time",
            _ when now - execution.StopDate > ExecutionOptions.RedrivablePeriod => "Execution redrivable period exceeded",
            _ when ExecutionStore.EventCount(session, execution.Key) > MaxEvents => "Execution history event limit exceeded",
            _ => null,
        };
}
