using PromptToImage.Contracts;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.WebConsole.Model;

/// <summary>A history event as a table shows it.</summary>
/// <param name="State">The state that the event belongs to; empty for an event of the execution.</param>
/// <param name="Resource">The function or the service integration that the event is about; empty without one.</param>
/// <param name="Error">The error and its cause; null unless the event is a failure.</param>
public sealed record EventRow(HistoryEvent Event, string State, string Resource, string? Error)
{
    private const string FunctionArnPart = ":function:";

    /// <summary>An event has the state and the resource of the event that it refers to, unless its details name others.</summary>
    public static IReadOnlyList<EventRow> From(IEnumerable<HistoryEvent> history)
    {
        var rows = new Dictionary<long, EventRow>();
        foreach (var historyEvent in history)
        {
            var previous = rows.GetValueOrDefault(historyEvent.PreviousEventId);
            rows[historyEvent.Id] = historyEvent.Details switch
            {
                _ when IsOfExecution(historyEvent.Type) => new EventRow(historyEvent, "", "", FailureOf(historyEvent.Details)),
                HistoryDetails.StateEntered entered => new EventRow(historyEvent, entered.Name, "", null),
                HistoryDetails.StateExited exited => new EventRow(historyEvent, exited.Name, "", null),
                HistoryDetails.MapIteration iteration => new EventRow(historyEvent, iteration.Name, "", null),
                HistoryDetails.EvaluationFailed failed => new EventRow(historyEvent, failed.State, "", FailureOf(failed)),
                HistoryDetails.FunctionScheduled scheduled => new EventRow(
                    historyEvent,
                    previous?.State ?? "",
                    FunctionName(scheduled.Resource),
                    null
                ),
                HistoryDetails.TaskScheduled scheduled => new EventRow(
                    historyEvent,
                    previous?.State ?? "",
                    $"{scheduled.ResourceType}:{scheduled.Resource}",
                    null
                ),
                var details => new EventRow(historyEvent, previous?.State ?? "", previous?.Resource ?? "", FailureOf(details)),
            };
        }

        return [.. rows.Values];
    }

    /// <summary>Whether the event or its data contain a text, regardless of case.</summary>
    public bool Contains(string text) =>
        new[] { Event.Type.ToString(), State, Resource, Error, Event.ToJson() }.Any(part =>
            part?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
        );

    private static bool IsOfExecution(HistoryEventType type) => type.ToString().StartsWith("Execution", StringComparison.Ordinal);

    private static string FunctionName(string arn) =>
        arn.IndexOf(FunctionArnPart, StringComparison.Ordinal) is >= 0 and var at ? arn[(at + FunctionArnPart.Length)..] : arn;

    private static string? FailureOf(HistoryDetails? details) =>
        details switch
        {
            HistoryDetails.Failed failed => ErrorText.Describe(failed.Error, failed.Cause),
            HistoryDetails.TaskFailed failed => ErrorText.Describe(failed.Error, failed.Cause),
            HistoryDetails.EvaluationFailed failed => ErrorText.Describe(failed.Error, failed.Cause),
            _ => null,
        };
}
