using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>The changes that one transaction stores of an execution.</summary>
/// <param name="Before">The execution as it is stored.</param>
/// <param name="After">The execution after the decision.</param>
/// <param name="Events">The history events to append.</param>
internal sealed record ExecutionStep(ExecutionRecord Before, ExecutionRecord After, IReadOnlyList<HistoryEvent> Events)
{
    /// <summary>JSON text; null unless the execution succeeded.</summary>
    public string? Output { get; init; }

    public string? Cause { get; init; }

    /// <summary>
    /// Ends an execution that the interpreter cannot decide on, because its stored data is damaged or because of an error in the
    /// interpreter. Its state stays as it was.
    /// </summary>
    /// <param name="lastEventId">The id of the last stored event.</param>
    public static ExecutionStep End(
        ExecutionRecord record,
        ExecutionStatus status,
        long lastEventId,
        string? error,
        string? cause,
        DateTimeOffset now
    ) =>
        new(
            record,
            record with
            {
                Status = status,
                StopDate = now,
                Error = error,
            },
            [
                new HistoryEvent(
                    lastEventId + 1,
                    lastEventId,
                    now,
                    status == ExecutionStatus.Aborted ? HistoryEventType.ExecutionAborted : HistoryEventType.ExecutionFailed,
                    new HistoryDetails.Failed(error, cause)
                ),
            ]
        )
        {
            Cause = cause,
        };
}
