using System.Globalization;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Values;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.Runner.Display;

/// <summary>
/// Turns an execution's history into the steps that people want to see: states with their durations, and retries with their reasons.
/// </summary>
public sealed class ExecutionNarrator
{
    private DateTimeOffset _started;
    private DateTimeOffset _entered;
    private DateTimeOffset _failed;
    private string _state = "";
    private string? _failure;
    private int _retries;

    /// <summary>Reads the next event of the history.</summary>
    /// <returns>The step that the event completes; null if it completes no step.</returns>
    public Step? Read(HistoryEvent historyEvent)
    {
        switch (historyEvent.Details)
        {
            case HistoryDetails.ExecutionStarted:
                _started = historyEvent.Timestamp;
                return null;
            case HistoryDetails.StateEntered entered:
                (_state, _entered, _failure, _retries) = (entered.Name, historyEvent.Timestamp, null, 0);
                return null;
            case HistoryDetails.FunctionScheduled or HistoryDetails.TaskScheduled when _failure is { } failure:
                _failure = null;
                _retries++;
                return new Step(
                    StepKind.Retried,
                    _state,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"retry {_retries} after {DurationText.Format(historyEvent.Timestamp - _failed)}: {failure}"
                    )
                );
            case HistoryDetails.StateExited exited:
                return _failure is null
                    ? new Step(StepKind.StateSucceeded, exited.Name, DurationText.Format(historyEvent.Timestamp - _entered) + Retries())
                    : new Step(StepKind.StateFailed, exited.Name, _failure + Retries());
            case HistoryDetails.TaskFailed failed:
                Fail(historyEvent, failed.Error, failed.Cause);
                return null;
            case HistoryDetails.Failed failed
                when historyEvent.Type
                    is HistoryEventType.ExecutionFailed
                        or HistoryEventType.ExecutionAborted
                        or HistoryEventType.ExecutionTimedOut:
                return new Step(
                    StepKind.ExecutionFailed,
                    StatusOf(historyEvent.Type).ToAwsName(),
                    ErrorText.Describe(failed.Error, failed.Cause)
                );
            case HistoryDetails.Failed failed:
                Fail(historyEvent, failed.Error, failed.Cause);
                return null;
            case HistoryDetails.Succeeded when historyEvent.Type == HistoryEventType.ExecutionSucceeded:
                return new Step(
                    StepKind.ExecutionSucceeded,
                    ExecutionStatus.Succeeded.ToAwsName(),
                    DurationText.Format(historyEvent.Timestamp - _started)
                );
            default:
                return null;
        }
    }

    private void Fail(HistoryEvent historyEvent, string? error, string? cause)
    {
        _failed = historyEvent.Timestamp;
        _failure = ErrorText.Describe(error, cause);
    }

    private string Retries() =>
        _retries switch
        {
            0 => "",
            1 => " (after 1 retry)",
            _ => string.Create(CultureInfo.InvariantCulture, $" (after {_retries} retries)"),
        };

    private static ExecutionStatus StatusOf(HistoryEventType type) =>
        type switch
        {
            HistoryEventType.ExecutionAborted => ExecutionStatus.Aborted,
            HistoryEventType.ExecutionTimedOut => ExecutionStatus.TimedOut,
            _ => ExecutionStatus.Failed,
        };
}
