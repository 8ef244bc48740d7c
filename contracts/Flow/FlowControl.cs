namespace PromptToImage.Contracts.Flow;

/// <summary>
/// Decides how many prompts of a batch start now and when the others come back. The queue is the buffer: what finds no
/// room is hidden in the queue and returns about when there is room.
/// <list type="table">
/// <listheader><term>when</term><description>then</description></listheader>
/// <item><term>fewer run than may</term><description>the batch's oldest fill the places that are free</description></item>
/// <item><term>the backlog is known</term><description>each other returns at a random moment within the time that
/// makes the whole backlog knock <see cref="ReturnsPerPlace"/> times for each place that becomes free</description></item>
/// <item><term>the backlog is not known</term><description>the others return at the queue's own visibility timeout</description></item>
/// </list>
/// Pure: used unchanged by Start on AWS, by the local runner and by the simulator.
/// </summary>
public static class FlowControl
{
    /// <summary>
    /// A visibility timeout may be 12 hours from receipt at most, some of which have gone by:
    /// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html
    /// </summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromHours(12) - TimeSpan.FromMinutes(5);

    /// <summary>Visibility is in whole seconds, and 0 would be a hot loop.</summary>
    public static readonly TimeSpan ShortestDelay = TimeSpan.FromSeconds(1);

    /// <summary>However short the backlog, its messages do not all knock at the same second.</summary>
    private static readonly TimeSpan ShortestSpread = TimeSpan.FromSeconds(3);

    /// <summary>Assumed at least: a burst that has just begun says nothing yet of how long prompts take.</summary>
    private static readonly TimeSpan ShortestService = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Assumed at most, being about what the state machine's time limits allow a prompt that is never retried: older
    /// executions do not work, they wait for the end of an outage.
    /// </summary>
    private static readonly TimeSpan LongestService = TimeSpan.FromMinutes(4);

    public static FlowDecision Decide(FlowObservation observation, Random random)
    {
        var batch = observation.BatchSize;
        var free = Math.Max(0, observation.Limit - observation.RunningFor.Count);
        var start = Math.Min(free, batch);
        if (start == batch || observation.Backlog is not { } counted)
        {
            return new FlowDecision(start, Enumerable.Repeat<TimeSpan?>(null, batch - start).ToArray());
        }

        // The count is approximate and late; at least those that are here do wait.
        var waiting = Math.Max(counted - start, batch - start);
        var service = EstimateService(observation.RunningFor);
        var spread = Spread(waiting, service < LongestService ? service : LongestService, observation.Limit);
        // In an outage all would be received for nothing, so that they return ever later, but not much later than the
        // outage is long: when it is over, the backlog shall not be away for longer than it lasted.
        spread = Math.Max(spread, Math.Min(Spread(waiting, service, observation.Limit), service.TotalSeconds / 2));
        spread = Math.Clamp(spread, ShortestSpread.TotalSeconds, LongestDelay.TotalSeconds);

        var delays = new TimeSpan?[batch - start];
        for (var i = 0; i < delays.Length; i++)
        {
            var seconds = ShortestDelay.TotalSeconds + random.NextDouble() * (spread - ShortestDelay.TotalSeconds);
            delays[i] = TimeSpan.FromSeconds(Math.Ceiling(seconds));
        }

        return new FlowDecision(start, delays);
    }

    /// <summary>
    /// Moments spread evenly over 2 x T make one message knock once in T on average, all of them <paramref name="waiting"/>
    /// times: T is chosen so that this is <see cref="ReturnsPerPlace"/> times in the time in which one place becomes free.
    /// </summary>
    private static double Spread(int waiting, TimeSpan service, int limit) =>
        2.0 * waiting * service.TotalSeconds / (ReturnsPerPlace(limit) * limit);

    /// <summary>
    /// How many deferred messages should return in the time in which one place becomes free. Returns find the places as
    /// calls find the lines of an exchange that queues nobody (Erlang's loss formula): at 4.5 calls for each call that
    /// can be served, ten lines are busy 98 % of the time, and a message is received about five times. Fewer lines need
    /// more calls to be as busy.
    /// </summary>
    private static double ReturnsPerPlace(int limit) => 4 + 5.0 / limit;

    /// <summary>
    /// An execution seen at a random moment is half done on average. The median, not the mean: one that is stuck in
    /// retries says little about the others.
    /// </summary>
    private static TimeSpan EstimateService(IReadOnlyList<TimeSpan> runningFor)
    {
        if (runningFor.Count == 0)
        {
            return ShortestService;
        }

        TimeSpan[] ages = [.. runningFor.Order()];
        var median = (ages[(ages.Length - 1) / 2] + ages[ages.Length / 2]) / 2;
        return median * 2 > ShortestService ? median * 2 : ShortestService;
    }
}
