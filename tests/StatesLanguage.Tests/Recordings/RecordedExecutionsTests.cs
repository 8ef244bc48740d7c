using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Recordings;

/// <summary>Runs every recorded execution, and compares its outcome and, where it was recorded, its full history.</summary>
public sealed class RecordedExecutionsTests(Tally tally) : IClassFixture<Tally>
{
    public static IEnumerable<TheoryDataRow<string>> Cases =>
        RecordingsFolder.Path is { } folder
            ? RecordingsFolder.Files.Select(f => new TheoryDataRow<string>(Path.GetRelativePath(Path.Combine(folder, "cases"), f)))
            : [new TheoryDataRow<string>("none") { Skip = RecordingsFolder.Absent }];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_execution_runs_as_recorded_on_AWS(string file)
    {
        var recorded = RecordedCase.Load(Path.Combine(RecordingsFolder.Path!, "cases", file));
        var area = Path.GetDirectoryName(file)!;
        var difference = "the execution did not end";
        try
        {
            difference = Compare(recorded);
        }
        finally
        {
            tally.Add(area, difference is null);
        }
        Assert.True(difference is null, $"{file}\n{difference}");
    }

    private static string? Compare(RecordedCase recorded)
    {
        var machine = StateMachine.Parse(recorded.Definition);
        var assigned = new Dictionary<long, long>();
        var run = VirtualRun.Run(machine, recorded.Input, new RecordedWorld(recorded, assigned), recorded.Start(), recorded.Stop);
        var difference = Outcome(recorded, run) ?? (recorded.Kind == "history" ? History(recorded, run) : null);
        if (difference is null && recorded.Stop is null)
        {
            Runs.AssertResumable(machine, run, () => new RecordedWorld(recorded, assigned));
        }

        return difference;
    }

    private static string? Outcome(RecordedCase recorded, VirtualRun run)
    {
        var execution = run.Execution;
        var status = execution.Status switch
        {
            ExecutionStatus.TimedOut => "TIMED_OUT",
            var s => s.ToString().ToUpperInvariant(),
        };
        return Difference.Between(recorded.Expected["status"], JsonValue.From(status), "status")
            ?? Difference.Between(recorded.Expected["error"], JsonValue.From(execution.Error), "error")
            ?? Difference.Between(recorded.Expected["cause"], JsonValue.From(execution.Cause), "cause")
            ?? Difference.Between(recorded.Expected["output"], execution.Output, "output");
    }

    private static string? History(RecordedCase recorded, VirtualRun run)
    {
        var actual = run.History.Select(e => JsonValue.Parse(e.ToJson())).ToList();
        if (!recorded.Unordered)
        {
            return Difference.Between(recorded.Events, JsonArray.From(actual), "events");
        }

        var expected = recorded.Events.Select(WithoutIds).ToList();
        actual = [.. actual.Select(WithoutIds)];
        if (recorded.LostParallelEvents)
        {
            foreach (var type in (string[])["ParallelStateSucceeded", "ParallelStateFailed", "ParallelStateAborted"])
            {
                var surplus = actual.Count(e => IsOf(e, type)) - expected.Count(e => IsOf(e, type));
                for (; surplus > 0; surplus--)
                {
                    actual.Remove(actual.Last(e => IsOf(e, type)));
                }
            }
        }
        foreach (var e in expected)
        {
            var match = actual.FindIndex(a => Difference.Between(e, a, "") is null);
            if (match >= 0)
            {
                actual.RemoveAt(match);
                continue;
            }
            var nearest = actual.Find(a => a["type"]!.Equals(e["type"]));
            return nearest is null ? $"events: missing {e}" : Difference.Between(e, nearest, $"events[{e["type"]}]");
        }
        return actual.Count == 0 ? null : $"events: unexpected {actual[0]}";
    }

    private static JsonValue WithoutIds(JsonValue e) =>
        JsonObject.From([.. ((JsonObject)e).Where(p => p.Key is not ("id" or "previousEventId")).Select(p => (p.Key, p.Value))]);

    private static bool IsOf(JsonValue e, string type) => e["type"] is JsonString s && s.Value == type;
}
