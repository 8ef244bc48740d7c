using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Tests.Running;

/// <summary>Gives the responses that a test has set for each state, and records the calls.</summary>
public sealed class ScriptedWorld : ITaskWorld
{
    private readonly Dictionary<string, Func<Effect.InvokeTask, IEnumerable<(TimeSpan, ExecutionEvent)>>> _responses = [];

    public List<Effect.InvokeTask> Calls { get; } = [];

    public ScriptedWorld On(string state, Func<Effect.InvokeTask, IEnumerable<(TimeSpan, ExecutionEvent)>> response)
    {
        _responses[state] = response;
        return this;
    }

    public ScriptedWorld Returns(string state, string json) =>
        On(state, t => [(TimeSpan.Zero, new ExecutionEvent.TaskSucceeded(t.TaskId, JsonValue.Parse(json)))]);

    /// <param name="times">The number of failures before the first success.</param>
    public ScriptedWorld Fails(string state, string error, int times = int.MaxValue, string then = "{}") =>
        On(
            state,
            t =>
                t.Attempt < times
                    ? [(TimeSpan.Zero, new ExecutionEvent.TaskFailed(t.TaskId, error, "cause"))]
                    : [(TimeSpan.Zero, new ExecutionEvent.TaskSucceeded(t.TaskId, JsonValue.Parse(then)))]
        );

    public ScriptedWorld Hangs(string state) => On(state, _ => []);

    public IEnumerable<(TimeSpan Delay, ExecutionEvent Response)> Invoke(Effect.InvokeTask task)
    {
        Calls.Add(task);
        return _responses.TryGetValue(task.StateName, out var response)
            ? response(task)
            : [(TimeSpan.Zero, new ExecutionEvent.TaskSucceeded(task.TaskId, task.Parameters))];
    }
}
