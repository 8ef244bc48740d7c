namespace PromptToImage.Simulation.Exploration;

/// <summary>What goes wrong in one run.</summary>
/// <param name="Faults">At most one for each state.</param>
/// <param name="StopAfterEvent">The host dies when this many events are stored; null: it does not.</param>
/// <param name="EffectsDone">Whether the tasks that were open when it died had done their work, their answers being lost.</param>
public sealed record Schedule(IReadOnlyList<Fault> Faults, int? StopAfterEvent, bool EffectsDone)
{
    public override string ToString()
    {
        var faults = Faults.Count == 0 ? "nothing goes wrong" : string.Join(", and ", Faults);
        return StopAfterEvent is { } stop
            ? $"{faults}; the host dies when event {stop} is stored{(EffectsDone ? ", the open tasks' work done but their answers lost" : "")}"
            : faults;
    }
}
