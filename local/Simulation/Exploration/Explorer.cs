using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.Simulation.Exploration;

/// <summary>
/// Tries every way in which the tasks can go wrong, alone and in pairs of states, and lets the host die after every single event;
/// the shortest schedules come first.
/// </summary>
public sealed class Explorer(StateMachine machine)
{
    // A throttled execution has a thousand events that are all alike; every one of the first hundred stands for them.
    private const int StopsTriedAtMost = 100;
    private const string UnheardOf = "SomethingUnheardOfException";

    /// <param name="definition">The text of a definition with the project's placeholders.</param>
    /// <exception cref="InvalidDefinitionException">The definition is wrong.</exception>
    public static Explorer Of(string definition) => new(SimulatedFunctions.Parse(definition));

    /// <param name="pairs">Whether two states go wrong in one run, too.</param>
    /// <param name="stops">Whether the host dies, too.</param>
    /// <param name="progress">Told now and then how many runs are done.</param>
    public ExplorationResult Run(bool pairs, bool stops, Action<long> progress, CancellationToken cancellation = default)
    {
        long runs = 0;
        long schedules = 0;
        foreach (var faults in FaultSets(pairs))
        {
            schedules++;
            cancellation.ThrowIfCancellationRequested();
            var (violation, events) = Try(new Schedule(faults, null, false));
            runs++;
            if (violation is not null)
            {
                return new ExplorationResult(runs, schedules, violation);
            }

            for (var stop = 1; stops && stop <= Math.Min(events, StopsTriedAtMost); stop++)
            {
                foreach (var effectsDone in (bool[])[false, true])
                {
                    (violation, _) = Try(new Schedule(faults, stop, effectsDone));
                    runs++;
                    if (violation is not null)
                    {
                        return new ExplorationResult(runs, schedules, violation);
                    }
                }
            }

            progress(runs);
        }

        return new ExplorationResult(runs, schedules, null);
    }

    private (Violation? Violation, int Events) Try(Schedule schedule)
    {
        var host = new ScheduledHost(machine, schedule);
        var execution = host.Run();
        return Verdict.Of(machine, schedule, host, execution) is { } what
            ? (new Violation(schedule, what, host.History), host.History.Count)
            : (null, host.History.Count);
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

        var fewer = machine
            .States.OfType<TaskState>()
            .ToDictionary(state => state.Name, state => Faults(state, everyCount: false).ToList());
        var names = machine.States.OfType<TaskState>().Select(state => state.Name).ToList();
        for (var first = 0; first < names.Count; first++)
        {
            for (var second = first + 1; second < names.Count; second++)
            {
                foreach (var one in fewer[names[first]])
                {
                    foreach (var other in fewer[names[second]])
                    {
                        yield return [one, other];
                    }
                }
            }
        }
    }

    private static IEnumerable<Fault> Faults(TaskState state, bool everyCount)
    {
        var role = TaskRoles.Of(state.Resource);
        var named = state
            .Retry.SelectMany(retrier => retrier.ErrorEquals)
            .Concat(state.Catch.SelectMany(catcher => catcher.ErrorEquals))
            .Where(error => error is not ("States.ALL" or "States.TaskFailed" or Promises.Timeout));
        foreach (var error in named.Concat(Promises.Errors(role)).Append(UnheardOf).Distinct())
        {
            foreach (var times in Counts(state, error, everyCount))
            {
                yield return new Fault(state.Name, FaultKind.Error, error, times);
            }
        }

        foreach (var times in Counts(state, Promises.Timeout, everyCount))
        {
            yield return new Fault(state.Name, FaultKind.Silence, Promises.Timeout, times);
        }

        yield return new Fault(state.Name, FaultKind.TooLarge, "", 1);
        yield return new Fault(state.Name, FaultKind.WrongShape, "", 1);
    }

    /// <summary>1 to one more than the tries that the definition allows; of very many, the first and the last.</summary>
    private static IEnumerable<int> Counts(TaskState state, string error, bool everyCount)
    {
        const int Few = 12;
        var attempts = state.Retry.FirstOrDefault(retrier => retrier.Covers(error))?.MaxAttempts ?? 0;
        var promised = Promises.Survived(TaskRoles.Of(state.Resource), error);
        var most = Math.Max(attempts, promised);
        if (!everyCount)
        {
            return new[] { 1, Math.Min(most, Few) + 1 }.Distinct();
        }

        return most <= Few ? Enumerable.Range(1, most + 1) : Enumerable.Range(1, Few).Append(most).Append(most + 1);
    }
}
