using PromptToImage.StatesLanguage;

namespace PromptToImage.Simulation.Exploration;

/// <summary>
/// Tries each fault of each task, alone and in pairs, and stops the host after each event. The shortest schedules come first. A fault of a
/// task inside a Map affects only the iteration that calls the task first, also when the Map is retried.
/// </summary>
/// <param name="machine">The state machine.</param>
/// <param name="rule">The status rule; null: no rule invokes Notify.</param>
public sealed class Explorer(StateMachine machine, StatusRule? rule)
{
    // A throttled execution has a thousand events that are alike; the first hundred represent them.
    private const int MaximumStops = 100;

    private readonly IReadOnlyList<ExploredTask> _tasks = ExploredTask.In(machine);
    private readonly MapIterations _iterations = new(machine);

    /// <param name="definition">The text of a definition with the project's placeholders.</param>
    /// <exception cref="InvalidDefinitionException">The definition is invalid, or a task is not one of the pipeline.</exception>
    public static Explorer Parse(string definition) => new(SimulatedFunctions.ParseModelled(definition), StatusRule.Deployed);

    /// <param name="pairs">Whether to combine the faults of two states, and two faults of a state that are counted separately.</param>
    /// <param name="stops">Whether to stop the host.</param>
    /// <param name="progress">Called before each set of faults.</param>
    /// <param name="cancellationToken">Ends the exploration. The result says what was explored until then.</param>
    public ExplorationResult Run(
        bool pairs,
        bool stops,
        Action<ExplorationProgress> progress,
        CancellationToken cancellationToken = default
    )
    {
        long runs = 0;
        long sets = 0;
        var all = FaultSets(pairs).LongCount();
        foreach (var faults in FaultSets(pairs))
        {
            progress(new ExplorationProgress(runs, sets, all));
            if (cancellationToken.IsCancellationRequested)
            {
                return Cancelled();
            }

            runs++;
            var shortest = new FaultSchedule(faults);
            var (violation, host) = Try(shortest);
            foreach (var schedule in violation is null ? Variations(shortest, host, stops) : [])
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    return Cancelled();
                }

                runs++;
                (violation, _) = Try(schedule);
                if (violation is not null)
                {
                    break;
                }
            }

            sets++;
            if (violation is not null)
            {
                return new ExplorationResult(runs, sets, all, violation);
            }
        }

        return new ExplorationResult(runs, sets, all, null);

        ExplorationResult Cancelled() => new(runs, sets, all, null, WasCancelled: true);
    }

    private (Violation? Violation, ExplorationHost Host) Try(FaultSchedule schedule)
    {
        var host = new ExplorationHost(machine, rule, _iterations, schedule);
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
        var singles = _tasks.SelectMany(task => task.Faults(everyCount: true)).OrderBy(fault => fault.Times).ThenBy(fault => fault.Kind).ToList();
        foreach (var fault in singles)
        {
            yield return [fault];
        }

        if (!pairs)
        {
            yield break;
        }

        foreach (var faults in _tasks.SelectMany(task => task.Combinations()))
        {
            yield return faults;
        }

        var faultsOf = _tasks
            .Select(task =>
                task.Faults(everyCount: false).Select(fault => (IReadOnlyList<Fault>)[fault]).Concat(task.Combinations()).ToList()
            )
            .ToList();
        for (var first = 0; first < faultsOf.Count; first++)
        {
            for (var second = first + 1; second < faultsOf.Count; second++)
            {
                foreach (var one in faultsOf[first])
                {
                    foreach (var other in faultsOf[second])
                    {
                        yield return [.. one, .. other];
                    }
                }
            }
        }
    }
}
