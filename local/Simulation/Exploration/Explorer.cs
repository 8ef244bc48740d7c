using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.Simulation.Exploration;

/// <summary>
/// Tries each fault of each task, alone and in pairs, and stops the host after each event. The shortest schedules come first.
/// </summary>
/// <param name="machine">The state machine.</param>
/// <param name="rule">The status rule; null: no rule invokes Notify.</param>
public sealed class Explorer(StateMachine machine, StatusRule? rule)
{
    // A throttled execution has a thousand events that are alike; the first hundred represent them.
    private const int MaximumStops = 100;

    // Of many failures in a row the first ones and the last represent all.
    private const int Few = 12;

    /// <param name="definition">The text of a definition with the project's placeholders.</param>
    /// <exception cref="InvalidDefinitionException">The definition is invalid.</exception>
    public static Explorer Parse(string definition) => new(SimulatedFunctions.Parse(definition), StatusRule.Deployed);

    /// <param name="pairs">Whether to combine the faults of two states, and two faults of a state that are counted separately.</param>
    /// <param name="stops">Whether to stop the host.</param>
    /// <param name="progress">Called now and then with the number of runs.</param>
    /// <param name="cancellationToken">Cancels the exploration.</param>
    public ExplorationResult Run(bool pairs, bool stops, Action<long> progress, CancellationToken cancellationToken = default)
    {
        long runs = 0;
        long sets = 0;
        foreach (var faults in FaultSets(pairs))
        {
            cancellationToken.ThrowIfCancellationRequested();
            sets++;
            runs++;
            var shortest = new FaultSchedule(faults);
            var (violation, host) = Try(shortest);
            foreach (var schedule in violation is null ? Variations(shortest, host, stops) : [])
            {
                runs++;
                (violation, _) = Try(schedule);
                if (violation is not null)
                {
                    break;
                }
            }

            if (violation is not null)
            {
                return new ExplorationResult(runs, sets, violation);
            }

            progress(runs);
        }

        return new ExplorationResult(runs, sets, null);
    }

    private (Violation? Violation, ExplorationHost Host) Try(FaultSchedule schedule)
    {
        var host = new ExplorationHost(machine, rule, schedule);
        var execution = host.Run();
        return InvariantCheck.Run(machine, schedule, host, execution) is { } description
            ? (new Violation(schedule, description, host.History), host)
            : (null, host);
    }

    /// <summary>The same faults with a status rule's invocation that fails, and with a host that stops.</summary>
    private static IEnumerable<FaultSchedule> Variations(FaultSchedule schedule, ExplorationHost host, bool stops)
    {
        for (var failed = 1; host.IsHandledByRule && failed <= StatusRule.Attempts; failed++)
        {
            yield return schedule with { FailedRuleAttempts = failed };
        }

        for (var stop = 1; stops && stop <= Math.Min(host.History.Count, MaximumStops); stop++)
        {
            yield return schedule with { StopAfterEvent = stop };
            yield return schedule with { StopAfterEvent = stop, TasksHadFinished = true };
        }
    }

    private IEnumerable<IReadOnlyList<Fault>> FaultSets(bool pairs)
    {
        yield return [];
        var singles = machine
            .States.OfType<TaskState>()
            .SelectMany(state => Faults(state, everyCount: true))
            .OrderBy(fault => fault.Times)
            .ThenBy(fault => fault.Kind)
            .ToList();
        foreach (var fault in singles)
        {
            yield return [fault];
        }

        if (!pairs)
        {
            yield break;
        }

        foreach (var faults in machine.States.OfType<TaskState>().SelectMany(Combinations))
        {
            yield return faults;
        }

        var faultsOf = machine
            .States.OfType<TaskState>()
            .ToDictionary(
                state => state.Name,
                state =>
                    Faults(state, everyCount: false).Select(fault => (IReadOnlyList<Fault>)[fault]).Concat(Combinations(state)).ToList()
            );
        var names = machine.States.OfType<TaskState>().Select(state => state.Name).ToList();
        for (var first = 0; first < names.Count; first++)
        {
            for (var second = first + 1; second < names.Count; second++)
            {
                foreach (var one in faultsOf[names[first]])
                {
                    foreach (var other in faultsOf[names[second]])
                    {
                        yield return [.. one, .. other];
                    }
                }
            }
        }
    }

    private static IEnumerable<Fault> Faults(TaskState state, bool everyCount)
    {
        var role = TaskRoles.For(state.Resource);
        var named = state
            .Retry.SelectMany(retrier => retrier.ErrorEquals)
            .Concat(state.Catch.SelectMany(catcher => catcher.ErrorEquals))
            .Where(error => error is not (ErrorNames.All or ErrorNames.TaskFailed or ErrorNames.Timeout));
        foreach (var error in named.Concat(Invariants.Errors(role)).Append(Invariants.Unknown).Distinct())
        {
            foreach (var times in Counts(state, error, everyCount))
            {
                yield return new Fault(state.Name, FaultKind.Error, error, times);
            }
        }

        foreach (var times in Counts(state, ErrorNames.Timeout, everyCount))
        {
            yield return new Fault(state.Name, FaultKind.NoResponse, ErrorNames.Timeout, times);
        }

        yield return new Fault(state.Name, FaultKind.TooLarge, "", 1);
        yield return new Fault(state.Name, FaultKind.WrongShape, "", 1);
        yield return new Fault(state.Name, FaultKind.ExecutionTimeout, "", 1);
    }

    /// <summary>Two errors of one state that it survives, one after the other.</summary>
    private static IEnumerable<IReadOnlyList<Fault>> Combinations(TaskState state)
    {
        var role = TaskRoles.For(state.Resource);
        var errors = Invariants.CountedSeparately(role);
        return
            from first in errors.Index()
            from second in errors.Skip(first.Index + 1)
            select (IReadOnlyList<Fault>)[Survivable(first.Item), Survivable(second)];

        Fault Survivable(string error) => new(state.Name, FaultKind.Error, error, Math.Min(Invariants.Survived(role, error), Few));
    }

    /// <summary>From 1 to one more than the definition retries; of many, the first ones and the last.</summary>
    private static IEnumerable<int> Counts(TaskState state, string error, bool everyCount)
    {
        var attempts = state.Retry.FirstOrDefault(retrier => retrier.Covers(error))?.MaxAttempts ?? 0;
        var most = Math.Max(attempts, Invariants.Survived(TaskRoles.For(state.Resource), error));
        if (!everyCount)
        {
            return new[] { 1, Math.Min(most, Few) + 1 }.Distinct();
        }

        return most <= Few ? Enumerable.Range(1, most + 1) : Enumerable.Range(1, Few).Append(most).Append(most + 1);
    }
}
