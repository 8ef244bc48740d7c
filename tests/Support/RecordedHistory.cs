using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.Tests.Support;

/// <summary>Builds a history event by event. By default each event refers to the one before it.</summary>
public sealed class RecordedHistory
{
    private readonly List<HistoryEvent> _events = [];

    public static DateTimeOffset Begin { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public IReadOnlyList<HistoryEvent> Events => _events;

    public DateTimeOffset Now { get; private set; } = Begin;

    public long LastId => _events.Count;

    public RecordedHistory Pass(int milliseconds)
    {
        Now += TimeSpan.FromMilliseconds(milliseconds);
        return this;
    }

    public RecordedHistory Start() => Add(HistoryEventType.ExecutionStarted, new HistoryDetails.ExecutionStarted(JsonValue.Null, null));

    public RecordedHistory Enter(string state, long? after = null) =>
        Add(HistoryEventType.TaskStateEntered, new HistoryDetails.StateEntered(state, JsonValue.From("in")), after);

    public RecordedHistory Schedule() =>
        Add(HistoryEventType.LambdaFunctionScheduled, new HistoryDetails.FunctionScheduled("f", JsonValue.Null, null, null));

    public RecordedHistory Fail(string error, string cause) =>
        Add(HistoryEventType.LambdaFunctionFailed, new HistoryDetails.Failed(error, cause));

    public RecordedHistory FailEvaluation(string state, string error, string cause, long? after = null) =>
        Add(HistoryEventType.EvaluationFailed, new HistoryDetails.EvaluationFailed(state, "Output", error, cause), after);

    public RecordedHistory Exit(string state, long? after = null, JsonObject? assigned = null) =>
        Add(HistoryEventType.TaskStateExited, new HistoryDetails.StateExited(state, JsonValue.From("out"), assigned), after);

    public RecordedHistory Succeed() => Add(HistoryEventType.ExecutionSucceeded, new HistoryDetails.Succeeded(JsonValue.Null));

    public RecordedHistory End(HistoryEventType type, string error, string cause) => Add(type, new HistoryDetails.Failed(error, cause));

    private RecordedHistory Add(HistoryEventType type, HistoryDetails details, long? after = null)
    {
        _events.Add(new HistoryEvent(LastId + 1, after ?? LastId, Now, type, details));
        return this;
    }
}
