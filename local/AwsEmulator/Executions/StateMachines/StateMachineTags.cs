using System.Text.Json;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Executions.StateMachines;

/// <summary>A state machine's tags, stored as one JSON object.</summary>
internal static class StateMachineTags
{
    // https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#concepts-tagging
    private const int MaxTags = 50;

    public static SortedDictionary<string, string> Read(DatabaseSession session, StateMachineRecord machine) =>
        new(JsonSerializer.Deserialize<Dictionary<string, string>>(StateMachineStore.Tags(session, machine.Key))!, StringComparer.Ordinal);

    /// <exception cref="Hosting.AwsException">TooManyTags.</exception>
    public static void Change(
        DatabaseSession session,
        StateMachineRecord machine,
        IReadOnlyDictionary<string, string> added,
        IReadOnlyCollection<string> removed
    )
    {
        var tags = Read(session, machine);
        foreach (var (name, value) in added)
        {
            tags[name] = value;
        }

        foreach (var name in removed)
        {
            tags.Remove(name);
        }

        if (tags.Count > MaxTags)
        {
            throw StatesErrors.TooManyTags(machine.Arn);
        }

        StateMachineStore.SetTags(session, machine.Key, JsonSerializer.Serialize(tags));
    }
}
