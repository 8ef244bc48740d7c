using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Tests.Running;

/// <summary>Runs definitions for tests. Each run is also replayed and continued after each of its events.</summary>
public static class Runs
{
    public static VirtualRun Run(string definition, string input = "{}", Func<ScriptedWorld>? world = null)
    {
        var machine = StateMachine.Parse(definition);
        world ??= () => new ScriptedWorld();
        var run = VirtualRun.Run(machine, JsonValue.Parse(input), world());
        AssertResumable(machine, run, world);
        return run;
    }

    public static string Types(this VirtualRun run) => string.Join(' ', run.History.Select(e => e.Type));

    public static T Detail<T>(this VirtualRun run, HistoryEventType type)
        where T : HistoryDetails => (T)run.History.Last(e => e.Type == type).Details!;

    public static void AssertResumable(StateMachine machine, VirtualRun run, Func<ITaskWorld> world)
    {
        var whole = run.History.Select(e => e.ToJson()).ToArray();
        for (var length = 0; length <= run.History.Count; length++)
        {
            // A host stores the events as text.
            var prefix = run.History.Take(length).Select(e => HistoryEvent.Parse(e.ToJson())).ToArray();
            var resumed = VirtualRun.Resume(machine, run.Execution.Start, prefix, world());
            Assert.Equal(whole, resumed.History.Select(e => e.ToJson()));
            Assert.Equal(run.Execution.Status, resumed.Execution.Status);
            Assert.Equal(run.Execution.Output, resumed.Execution.Output);
        }
    }
}
