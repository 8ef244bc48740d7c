using System.Collections.Concurrent;
using System.Text;

namespace PromptToImage.StatesLanguage.Tests.Recordings;

/// <summary>Counts the results by area, and prints them after the last test.</summary>
public sealed class Tally : IDisposable
{
    private readonly ConcurrentDictionary<string, Counts> _areas = new(StringComparer.Ordinal);

    public void Add(string area, bool passed)
    {
        var counts = _areas.GetOrAdd(area, _ => new Counts());
        lock (counts)
        {
            if (passed)
            {
                counts.Passed++;
            }
            else
            {
                counts.Failed++;
            }
        }
    }

    public void Dispose()
    {
        if (_areas.IsEmpty)
        {
            return;
        }

        var text = new StringBuilder()
            .AppendLine()
            .AppendLine("Recorded executions, by area: as AWS ran them / all");
        var all = new Counts();
        foreach (var (area, counts) in _areas.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            all.Passed += counts.Passed;
            all.Failed += counts.Failed;
            text.AppendLine(Line(area, counts));
        }
        text.AppendLine(Line("all", all));
        Console.Out.Write(text);
    }

    private static string Line(string area, Counts c) =>
        FormattableString.Invariant($"  {area,-48} {c.Passed,4} / {c.Passed + c.Failed,-4}");

    private sealed class Counts
    {
        public int Passed { get; set; }

        public int Failed { get; set; }
    }
}
