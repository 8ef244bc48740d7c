using System.Collections.Immutable;

namespace PromptToImage.Contracts.Flow;

/// <summary>
/// Decides what an invocation of Start does next with the message that it holds: count the running executions, start the execution,
/// wait, or give the message back. An invocation asks again after each step:
/// <list type="table">
/// <listheader><term>situation</term><description>decision</description></listheader>
/// <item><term>the last count left room that is still valid</term><description>start now</description></item>
/// <item><term>the invocation has waited as long as it may</term><description>give the message back</description></item>
/// <item><term>this environment has not counted in the current interval</term><description>count now</description></item>
/// <item><term>it has, and its room is used up</term><description>wait until the next interval</description></item>
/// </list>
/// <para>
/// Several environments count independently of each other and of each other's starts. Intervals are those of the clock (with an
/// interval of 1 s, each full second), so that all environments share them. A count allows an environment to start its share of the
/// free places, <c>ceil(free / environments)</c>, until the interval ends. All counts of an interval see all starts of the intervals
/// before, and all shares of an interval together exceed the free places by at most <c>environments - 1</c>. With counts that are
/// consistent, the limit is therefore exceeded by at most <c>environments - 1</c> executions. The first start after a count may come
/// up to one interval after it, because a count takes time. That start is part of the share, and this environment's next count
/// sees it. The clocks of Lambda's hosts agree within milliseconds.
/// </para>
/// <para>
/// Pure: used unchanged by Start on AWS, by the local run and by the simulator. An environment that serves several invocations at
/// the same time asks, counts and starts under one lock.
/// </para>
/// </summary>
/// <example>
/// <code>
/// while (true)
/// {
///     switch (StartPacing.Decide(settings, room, message, time.GetUtcNow()))
///     {
///         case StartDecision.Count:
///             var countedAt = time.GetUtcNow();
///             room = room.Counted(settings, countedAt, await ListRunningAsync());
///             break;
///         case StartDecision.Start:
///             room = room.Started(name, time.GetUtcNow());
///             await StartAsync(name);
///             return;
///         case StartDecision.Wait wait:
///             await Task.Delay(wait.Until - time.GetUtcNow(), time);
///             break;
///         case StartDecision.GiveBack giveBack:
///             await ChangeVisibilityAsync(giveBack.VisibilityTimeout);
///             return;
///     }
/// }
/// </code>
/// </example>
public static class StartPacing
{
    /// <summary>The next step.</summary>
    /// <param name="settings">The limit and the pace.</param>
    /// <param name="room">What this environment knows.</param>
    /// <param name="message">The message that the invocation holds.</param>
    /// <param name="now">The current time.</param>
    public static StartDecision Decide(StartPacingSettings settings, StartRoom room, HeldMessage message, DateTimeOffset now)
    {
        if (room.StartsLeft > 0 && IsValid(settings, room, now))
        {
            return StartDecision.Start.Instance;
        }

        if (now >= message.GiveUpAt)
        {
            return new StartDecision.GiveBack(VisibilityTimeout(message.Receives));
        }

        if (room.CountedAt is not { } countedAt || Interval(settings, countedAt) != Interval(settings, now))
        {
            return StartDecision.Count.Instance;
        }

        var nextInterval = new DateTimeOffset((Interval(settings, now) + 1) * settings.CountInterval.Ticks, TimeSpan.Zero);
        return new StartDecision.Wait(nextInterval < message.GiveUpAt ? nextInterval : message.GiveUpAt);
    }

    /// <summary>When an invocation must stop waiting.</summary>
    /// <param name="now">The time at which it begins.</param>
    /// <param name="remaining">The time that Lambda leaves it.</param>
    public static DateTimeOffset GiveUpAt(DateTimeOffset now, TimeSpan remaining)
    {
        var usable = remaining - FlowNumbers.TimeToFinish;
        return now + (usable < FlowNumbers.LongestWait ? usable : FlowNumbers.LongestWait);
    }

    /// <summary>
    /// The times for which an invocation that gives its message back writes the age of the prompt as <c>OldestPromptAge</c>: now, and each
    /// minute until the message is visible again. No other metric shows the prompt in these minutes: SQS does not count the age of a
    /// message that was received three times. Without them the alarm would clear while the prompt waits. CloudWatch accepts times up to
    /// two hours ahead: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html.
    /// </summary>
    /// <param name="now">The current time.</param>
    /// <param name="visibilityTimeout">How long the message stays hidden.</param>
    public static IEnumerable<DateTimeOffset> AgeReportTimes(DateTimeOffset now, TimeSpan visibilityTimeout)
    {
        for (var ahead = TimeSpan.Zero; ahead <= visibilityTimeout; ahead += TimeSpan.FromMinutes(1))
        {
            yield return now + ahead;
        }
    }

    /// <summary>How long a message that is given back stays hidden; see <see cref="FlowNumbers.MaxReceiveCount"/>.</summary>
    private static TimeSpan VisibilityTimeout(int receives) =>
        receives <= FlowNumbers.ReceivesGivenBackAtOnce ? TimeSpan.Zero : FlowNumbers.LaterVisibilityTimeout;

    private static bool IsValid(StartPacingSettings settings, StartRoom room, DateTimeOffset now) =>
        room.CountedAt is { } countedAt
        && (
            Interval(settings, countedAt) == Interval(settings, now)
            || (!room.HasStartedSinceCount && now >= countedAt && now - countedAt < settings.CountInterval)
        );

    private static long Interval(StartPacingSettings settings, DateTimeOffset instant) => instant.UtcTicks / settings.CountInterval.Ticks;
}

/// <summary>The next step of an invocation of Start.</summary>
public abstract record StartDecision
{
    private StartDecision() { }

    /// <summary>List the running executions, then ask again.</summary>
    public sealed record Count : StartDecision
    {
        public static Count Instance { get; } = new();
    }

    /// <summary>Start the execution of the held message.</summary>
    public sealed record Start : StartDecision
    {
        public static Start Instance { get; } = new();
    }

    /// <summary>Wait, then ask again.</summary>
    public sealed record Wait(DateTimeOffset Until) : StartDecision;

    /// <summary>Give the message back to the queue and end without error.</summary>
    /// <param name="VisibilityTimeout">How long the message stays hidden; zero makes it visible again at once.</param>
    public sealed record GiveBack(TimeSpan VisibilityTimeout) : StartDecision;
}

/// <summary>The message that an invocation of Start holds.</summary>
/// <param name="Receives">How often it has been received, including this time: SQS's <c>ApproximateReceiveCount</c>.</param>
/// <param name="GiveUpAt">When the invocation must stop waiting: <see cref="StartPacing.GiveUpAt"/>.</param>
public sealed record HeldMessage(int Receives, DateTimeOffset GiveUpAt);

/// <summary>The limit and the pace of Start.</summary>
/// <param name="Limit">How many executions may run at the same time; at least 1.</param>
/// <param name="Environments">How many environments count independently; each starts its share of the free places.</param>
/// <param name="CountInterval">An environment counts at most once per interval.</param>
/// <param name="ListDelay">How long a started execution may be missing in the list; zero: the list is consistent.</param>
public sealed record StartPacingSettings(int Limit, int Environments, TimeSpan CountInterval, TimeSpan ListDelay)
{
    /// <summary>On Lambda, where each invocation that runs at the same time has an environment of its own.</summary>
    public static StartPacingSettings ForLambda(int limit) =>
        new(limit, FlowNumbers.StartConcurrency, FlowNumbers.CountInterval, FlowNumbers.ListDelay);

    /// <summary>In one process, whose invocations share one <see cref="StartRoom"/>, with a list that is consistent.</summary>
    public static StartPacingSettings ForOneProcess(int limit) => new(limit, 1, FlowNumbers.LocalCountInterval, TimeSpan.Zero);
}

/// <summary>
/// What one environment knows about the running executions. It keeps this between invocations. Immutable: each step returns a new value.
/// </summary>
public sealed record StartRoom
{
    private StartRoom() { }

    /// <summary>The state of an environment before its first count.</summary>
    public static StartRoom Unknown { get; } = new();

    /// <summary>When the last count was asked for; null before the first one.</summary>
    public DateTimeOffset? CountedAt { get; private init; }

    /// <summary>How many executions the environment may still start on the last count.</summary>
    public int StartsLeft { get; private init; }

    /// <summary>Whether the environment started an execution after the last count.</summary>
    public bool HasStartedSinceCount { get; private init; }

    /// <summary>Executions that this environment started and that the list may not show yet.</summary>
    public ImmutableArray<RecentStart> RecentStarts { get; private init; } = [];

    /// <summary>After a count. A count that failed changes nothing.</summary>
    /// <param name="settings">The limit and the pace.</param>
    /// <param name="countedAt">When the count was requested, not answered: the response can be as old as the request.</param>
    /// <param name="running">
    /// The names of the running executions that the list shows. Names beyond the limit may be omitted.
    /// </param>
    public StartRoom Counted(StartPacingSettings settings, DateTimeOffset countedAt, IReadOnlyCollection<string> running)
    {
        // A later list can be older than an earlier one, so that an execution that was listed once still counts as recent.
        var recent = RecentStarts.RemoveAll(start => start.At + settings.ListDelay <= countedAt);
        var listed = recent.IsEmpty ? [] : running.ToHashSet(StringComparer.Ordinal);
        var free = settings.Limit - running.Count - recent.Count(start => !listed.Contains(start.Name));
        return this with
        {
            CountedAt = countedAt,
            StartsLeft = free <= 0 ? 0 : (free + settings.Environments - 1) / settings.Environments,
            HasStartedSinceCount = false,
            RecentStarts = recent,
        };
    }

    /// <summary>
    /// After <see cref="StartDecision.Start"/>, before the call: a call that fails may still have started the execution.
    /// </summary>
    /// <param name="name">The execution's name.</param>
    /// <param name="at">The current time.</param>
    public StartRoom Started(string name, DateTimeOffset at) =>
        this with
        {
            StartsLeft = StartsLeft - 1,
            HasStartedSinceCount = true,
            RecentStarts = RecentStarts.Add(new RecentStart(name, at)),
        };
}

/// <summary>An execution that an environment started.</summary>
public sealed record RecentStart(string Name, DateTimeOffset At);
