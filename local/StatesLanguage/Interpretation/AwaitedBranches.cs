using System.Collections.Immutable;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>
/// Finds the branches of a Parallel or a Map that wait for a task or a timer, without a search through all branches.
/// The execution's own branch is not in it.
/// </summary>
internal sealed record AwaitedBranches(
    ImmutableSortedDictionary<long, BranchOrigin> ById,
    ImmutableSortedSet<(DateTimeOffset DueAt, long Id)> ByDueTime
)
{
    public static readonly AwaitedBranches None = new(ImmutableSortedDictionary<long, BranchOrigin>.Empty, []);

    public AwaitedBranches Add(ExecutionBranch branch) =>
        branch.Origin.Parent is not null && branch.AwaitedId is { } id
            ? new(ById.SetItem(id, branch.Origin), DueTimes(branch).Aggregate(ByDueTime, (due, at) => due.Add((at, id))))
            : this;

    public AwaitedBranches Remove(ExecutionBranch branch) =>
        branch.Origin.Parent is not null && branch.AwaitedId is { } id
            ? new(ById.Remove(id), DueTimes(branch).Aggregate(ByDueTime, (due, at) => due.Remove((at, id))))
            : this;

    /// <summary>The branches with a timer that is due, in the order of the definition.</summary>
    public IEnumerable<BranchOrigin> DueBy(DateTimeOffset now) =>
        ByDueTime
            .TakeWhile(timer => timer.DueAt <= now)
            .Select(timer => ById[timer.Id])
            .Distinct()
            .OrderBy(origin => origin.Path(), Comparer<int[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other)));

    private static IEnumerable<DateTimeOffset> DueTimes(ExecutionBranch branch)
    {
        switch (branch.Progress)
        {
            case DelayProgress delay:
                yield return delay.DueAt;
                break;
            case TaskProgress task:
                if (task.TimeoutAt is { } timeout)
                {
                    yield return timeout;
                }

                if (task.HeartbeatAt is { } heartbeat)
                {
                    yield return heartbeat;
                }

                break;
        }
    }
}
