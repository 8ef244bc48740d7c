using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Tests.Running;

/// <summary>Answers each state's tasks by what a test says, and remembers what was asked.</summary>
public sealed class ScriptedWorld : ITaskWorld
{
    private readonly Dictionary<string, Func<Effect.InvokeTask, IEnumerable<(TimeSpan, ExecutionEvent)>>> _answers = [];

    public List<Effect.InvokeTask> Asked { get; } = [];

    public ScriptedWorld On(string state, Func<Effect.InvokeTask, IEnumerable<(TimeSpan, ExecutionEvent)>> answer)
    {
        _answers[state] = answer;
        return this;
    }

    public ScriptedWorld Returns(string state, string json) =>
        On(state, t => [(TimeSpan.Zero, new ExecutionEvent.TaskSucceeded(t.TaskId, JsonValue.Parse(json)))]);

    /// <param name="times">How often, before it returns.</param>
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
        Asked.Add(task);
        return _answers.TryGetValue(task.StateName, out var answer)
            ? answer(task)
            : [(TimeSpan.Zero, new ExecutionEvent.TaskSucceeded(task.TaskId, task.Parameters))];
    }
}
