using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Tests.Running;

/// <summary>Gives the answers that a test has set for each state, and records the calls.</summary>
public sealed class ScriptedWorld : ITaskWorld
{
    private readonly Dictionary<string, Func<Effect.InvokeTask, IEnumerable<(TimeSpan, ExecutionEvent)>>> _answers = [];

    public List<Effect.InvokeTask> Calls { get; } = [];

    public ScriptedWorld On(string state, Func<Effect.InvokeTask, IEnumerable<(TimeSpan, ExecutionEvent)>> answer)
    {
        _answers[state] = answer;
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

    public IEnumerable<(TimeSpan Delay, ExecutionEvent Answer)> Invoke(Effect.InvokeTask task)
    {
        Calls.Add(task);
        return _answers.TryGetValue(task.StateName, out var answer)
            ? answer(task)
            : [(TimeSpan.Zero, new ExecutionEvent.TaskSucceeded(task.TaskId, task.Parameters))];
    }
}
