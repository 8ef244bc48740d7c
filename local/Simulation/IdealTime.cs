using PromptToImage.Contracts.Values;

namespace PromptToImage.Simulation;

/// <summary>The durations of a prompt's tasks, without any waiting. Only requests that the model admits count.</summary>
internal sealed class ServiceTime
{
    /// <summary>Tasks before the first request to the model.</summary>
    public TimeSpan BeforeModel { get; private set; }

    /// <summary>The requests to the model and all tasks after them.</summary>
    public TimeSpan FromModel { get; private set; }

    public TimeSpan Total => BeforeModel + FromModel;

    public void AddModel(TimeSpan latency) => FromModel += latency;

    /// <summary>Adds the duration of another task.</summary>
    public void Add(TimeSpan latency)
    {
        if (FromModel == TimeSpan.Zero)
        {
            BeforeModel += latency;
        }
        else
        {
            FromModel += latency;
        }
    }
}

/// <summary>What decides how fast prompts can be done at best.</summary>
public enum Bottleneck
{
    /// <summary>The limit of executions at once.</summary>
    Concurrency,

    /// <summary>The requests per minute that the model admits.</summary>
    ModelQuota,

    /// <summary>When the last prompts are sent, or the end of an outage, and the duration of the tasks of one prompt.</summary>
    Arrival,
}

/// <summary>
/// The least time for the work that was done. The concurrency limit is used in full, the quota admits no more, no request to the model
/// succeeds in an outage, and no prompt is done before it is sent and its own tasks have run.
/// </summary>
internal sealed class IdealTime(SimulationOptions options)
{
    private TimeSpan _work;
    private TimeSpan _arrival;

    /// <summary>Adds a prompt whose execution ended.</summary>
    /// <param name="sentAt">When it was sent, since the start.</param>
    /// <param name="service">The durations of its tasks.</param>
    public void Add(TimeSpan sentAt, ServiceTime service)
    {
        _work += service.Total;
        var model = sentAt + service.BeforeModel;
        var done = (service.FromModel > TimeSpan.Zero ? AfterOutage(model) : model) + service.FromModel;
        _arrival = done > _arrival ? done : _arrival;
    }

    /// <param name="admittedCalls">The requests that used the model's quota.</param>
    public (TimeSpan Time, Bottleneck Bottleneck) Find(long admittedCalls)
    {
        var byConcurrency = WithOutages(_work / options.MaxConcurrentExecutions, LongestService());
        var byQuota = ByQuota(admittedCalls);
        return
            _arrival >= byConcurrency && _arrival >= byQuota ? (_arrival, Bottleneck.Arrival)
            : byQuota >= byConcurrency ? (byQuota, Bottleneck.ModelQuota)
            : (byConcurrency, Bottleneck.Concurrency);
    }

    /// <summary>The bucket of the quota is full at the first request and at the end of each outage.</summary>
    private TimeSpan ByQuota(long admittedCalls)
    {
        if (options.ModelQuotaPerMinute is not { } quota || admittedCalls == 0)
        {
            return TimeSpan.Zero;
        }

        var minutes = Math.Max(0, admittedCalls - CallQuota.Capacity(quota) * (1 + options.Outages.Count)) / quota;
        return WithOutages(TimeSpan.FromMinutes(minutes), TimeSpan.Zero) + options.ModelLatency.Shortest;
    }

    /// <summary>An execution whose request to the model was admitted before an outage goes on within it.</summary>
    private TimeSpan LongestService() => options.ModelLatency.Longest + 3 * options.FunctionLatency.Longest;

    /// <summary>The time since the start at which there was so much time outside of outages.</summary>
    /// <param name="available">The time that is needed.</param>
    /// <param name="overlap">How much of each outage can be used.</param>
    private TimeSpan WithOutages(TimeSpan available, TimeSpan overlap)
    {
        var at = available;
        var end = TimeSpan.Zero;
        foreach (var outage in options.Outages.OrderBy(outage => outage.From))
        {
            var from = outage.From + overlap > end ? outage.From + overlap : end;
            if (outage.To > from && at > from)
            {
                at += outage.To - from;
            }

            end = outage.To > end ? outage.To : end;
        }

        return at;
    }

    /// <summary>The first time from <paramref name="at"/> on that is outside of all outages.</summary>
    private TimeSpan AfterOutage(TimeSpan at)
    {
        foreach (var outage in options.Outages.OrderBy(outage => outage.From))
        {
            at = outage.Includes(at) ? outage.To : at;
        }

        return at;
    }
}
