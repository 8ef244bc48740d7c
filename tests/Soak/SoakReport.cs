using PromptToImage.Soak.Measuring;

namespace PromptToImage.Soak;

/// <summary>The figures of a soak run, and whether they are within the limits.</summary>
/// <param name="Work">The work that was done, one line for each kind.</param>
/// <param name="MemoryAtStart">Resident memory in MB of an idle runner after a short load.</param>
/// <param name="MemoryAtEnd">The same after the whole load.</param>
internal sealed record SoakReport(
    IReadOnlyList<string> Work,
    Observations Observations,
    MemorySamples Memory,
    double MemoryAtStart,
    double MemoryAtEnd
)
{
    private const double LargestMemory = 600;
    private const double LargestGrowth = 1.2;
    private const int MostWarnings = 10;

    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(1);

    private TimeSpan Slowest => Observations.Slowest is [var (time, _), ..] ? time : TimeSpan.Zero;

    public bool Passed =>
        Observations.Hangs.Count == 0
        && Observations.Lost.Count == 0
        && Observations.Doubled.Count == 0
        && Observations.Errors.Count == 0
        && Memory.Peak <= LargestMemory
        && MemoryAtEnd <= MemoryAtStart * LargestGrowth
        && Slowest <= LongestTime;

    public void Write(TextWriter output)
    {
        output.WriteLine();
        foreach (var line in Work)
        {
            output.WriteLine(line);
        }

        output.WriteLine(FormattableString.Invariant($"{Observations.Answers} answers, {Observations.Unavailable} of them 503"));
        output.WriteLine(FormattableString.Invariant($"{Observations.Refused} connections refused or broken"));
        WriteList(output, "hangs", Observations.Hangs);
        WriteList(output, "lost", Observations.Lost);
        WriteList(output, "doubled", Observations.Doubled);
        WriteList(output, "errors", Observations.Errors);
        output.WriteLine(
            FormattableString.Invariant(
                $"memory: {MemoryAtStart:0} MB at the start, {MemoryAtEnd:0} MB at the end, {Memory.Peak:0} MB at most ({Memory.PeakDisturbance})"
            )
        );
        output.WriteLine(
            FormattableString.Invariant($"late timers of this program: {Memory.LargestDelay.TotalMilliseconds:0} ms at most")
        );
        output.WriteLine("slowest other requests:");
        foreach (var (time, what) in Observations.Slowest)
        {
            output.WriteLine(FormattableString.Invariant($"  {time.TotalMilliseconds:0} ms {what}"));
        }

        foreach (var (line, times) in Observations.Warnings.OrderByDescending(pair => pair.Value).Take(MostWarnings))
        {
            output.WriteLine(FormattableString.Invariant($"{times} x {line}"));
        }

        output.WriteLine(Passed ? "passed" : "FAILED");
    }

    private static void WriteList(TextWriter output, string name, IReadOnlyCollection<string> entries)
    {
        output.WriteLine(FormattableString.Invariant($"{name}: {entries.Count}"));
        foreach (var group in entries.GroupBy(entry => entry).Take(20))
        {
            output.WriteLine(FormattableString.Invariant($"  {group.Count()} x {group.Key}"));
        }
    }
}
