namespace PromptToImage.Simulation;

/// <summary>
/// The running executions, and what ListExecutions shows of them: the list of a moment that can lie in the past, because Step Functions
/// is eventually consistent.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="longestDelay">How old a list can be.</param>
internal sealed class SimulatedExecutionList(VirtualTime time, TimeSpan longestDelay)
{
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset At, string Name, bool Started)> _changes = new();

    public int Count => _running.Count;

    public void Start(string name)
    {
        _running.Add(name);
        Record(name, started: true);
    }

    public void End(string name)
    {
        _running.Remove(name);
        Record(name, started: false);
    }

    /// <summary>The names that a list shows. Valid until the next change.</summary>
    /// <param name="age">How old the list is; at most the longest delay.</param>
    public IReadOnlyCollection<string> List(TimeSpan age)
    {
        var moment = time.Now - age;
        HashSet<string>? listed = null;
        // From the newest change back to the moment of the list.
        foreach (var (at, name, started) in _changes.Reverse())
        {
            if (at <= moment)
            {
                break;
            }

            listed ??= new HashSet<string>(_running, StringComparer.Ordinal);
            _ = started ? listed.Remove(name) : listed.Add(name);
        }

        return listed ?? _running;
    }

    private void Record(string name, bool started)
    {
        _changes.Enqueue((time.Now, name, started));
        while (_changes.TryPeek(out var oldest) && oldest.At < time.Now - longestDelay)
        {
            _changes.Dequeue();
        }
    }
}
