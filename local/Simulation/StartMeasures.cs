namespace PromptToImage.Simulation;

/// <summary>Compares the order in which prompts were started with the order in which they were sent.</summary>
internal sealed class StartOrder
{
    private int _latest = -1;

    /// <summary>Prompts that were started after a prompt that was sent later.</summary>
    public int Inversions { get; private set; }

    /// <summary>The largest distance of such a prompt to a later one that was started before it, in prompts.</summary>
    public int LargestInversion { get; private set; }

    /// <param name="prompt">The number of the prompt in the order of sending.</param>
    public void Add(int prompt)
    {
        if (prompt > _latest)
        {
            _latest = prompt;
            return;
        }

        Inversions++;
        LargestInversion = Math.Max(LargestInversion, _latest - prompt);
    }
}

/// <summary>Counts calls per second of the clock.</summary>
internal sealed class CallRate
{
    private long _second = -1;
    private int _inSecond;

    public long Total { get; private set; }

    /// <summary>The most calls within one second of the clock.</summary>
    public int MostPerSecond { get; private set; }

    /// <param name="at">The time since the start.</param>
    public void Add(TimeSpan at)
    {
        Total++;
        var second = (long)at.TotalSeconds;
        _inSecond = second == _second ? _inSecond + 1 : 1;
        _second = second;
        MostPerSecond = Math.Max(MostPerSecond, _inSecond);
    }
}

/// <summary>How far and for how long the number of running executions exceeds the limit.</summary>
/// <param name="limit">The limit.</param>
/// <param name="tolerance">What consistent counts can exceed it by, for which no time is measured.</param>
internal sealed class Overshoot(int limit, int tolerance)
{
    private TimeSpan? _since;

    /// <summary>The most executions over the limit.</summary>
    public int Worst { get; private set; }

    /// <summary>The longest time in a row with more executions over the limit than tolerated.</summary>
    public TimeSpan Longest { get; private set; }

    /// <param name="at">The time since the start.</param>
    /// <param name="running">The executions that run from then on.</param>
    public void Record(TimeSpan at, int running)
    {
        Worst = Math.Max(Worst, running - limit);
        if (running > limit + tolerance)
        {
            _since ??= at;
        }
        else if (_since is { } since)
        {
            Longest = at - since > Longest ? at - since : Longest;
            _since = null;
        }
    }
}
