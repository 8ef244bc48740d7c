using System.Text.Json;
using PromptToImage.Emulation.Storage;

namespace PromptToImage.Emulation.Executions.StateMachines;

/// <summary>A state machine's tags, kept as one JSON object.</summary>
internal static class StateMachineTags
{
    public static SortedDictionary<string, string> Read(DatabaseSession session, StateMachineRecord machine) =>
        new(JsonSerializer.Deserialize<Dictionary<string, string>>(StateMachineStore.Tags(session, machine.Key))!, StringComparer.Ordinal);

    public static void Change(
        DatabaseSession session, StateMachineRecord machine, IReadOnlyDictionary<string, string> added, IReadOnlyCollection<string> removed)
    {
        var tags = Read(session, machine);
        foreach (var (name, value) in added)
            tags[name] = value;
        foreach (var name in removed)
            tags.Remove(name);
        StateMachineStore.SetTags(session, machine.Key, JsonSerializer.Serialize(tags));
    }
}
