using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.Simulation.Exploration;

/// <summary>A task and the faults that the explorer tries in it.</summary>
internal sealed class ExploredTask
{
    // Of many failures in a row the first ones and the last represent all.
    private const int Few = 12;

    private readonly TaskState _state;
    private readonly IReadOnlyList<State> _retrying;
    private readonly bool _hasExecutionTimeout;
    private readonly TaskRole _role;

    private ExploredTask(TaskState state, IReadOnlyList<State> retrying, bool hasExecutionTimeout)
    {
        _state = state;
        _retrying = retrying;
        _hasExecutionTimeout = hasExecutionTimeout;
        _role = TaskRoles.For(state);
    }

    /// <summary>All tasks of a state machine, with those inside Parallel and Map states, in the order of the definition.</summary>
    public static IReadOnlyList<ExploredTask> In(StateMachine machine) =>
        [.. In(machine.Flow, [], machine.TimeoutSeconds is not null)];

    /// <summary>Single faults.</summary>
    /// <param name="everyCount">Whether to try each number of failures in a row; otherwise one, and more than the definition retries.</param>
    public IEnumerable<Fault> Faults(bool everyCount)
    {
        var named = _retrying
            .SelectMany(state =>
                state
                    .Retry.SelectMany(retrier => retrier.ErrorEquals)
                    .Concat(state.Catch.SelectMany(catcher => catcher.ErrorEquals))
            )
            .Where(error => error is not (ErrorNames.All or ErrorNames.TaskFailed or ErrorNames.Timeout));
        foreach (var error in named.Concat(Invariants.Errors(_role)).Append(Invariants.Unknown).Distinct())
        {
            foreach (var times in Counts(error, everyCount))
            {
                yield return new Fault(_state.Name, FaultKind.Error, error, times);
            }
        }

        foreach (var times in Counts(ErrorNames.Timeout, everyCount))
        {
            yield return new Fault(_state.Name, FaultKind.NoResponse, ErrorNames.Timeout, times);
        }

        yield return new Fault(_state.Name, FaultKind.TooLarge, "", 1);
        yield return new Fault(_state.Name, FaultKind.WrongShape, "", 1);
        if (_hasExecutionTimeout)
        {
            yield return new Fault(_state.Name, FaultKind.ExecutionTimeout, "", 1);
        }
    }

    /// <summary>Two errors that the task survives, one after the other.</summary>
    public IEnumerable<IReadOnlyList<Fault>> Combinations()
    {
        var errors = Invariants.CountedSeparately(_role);
        return
            from first in errors.Index()
            from second in errors.Skip(first.Index + 1)
            select (IReadOnlyList<Fault>)[Survivable(first.Item), Survivable(second)];

        Fault Survivable(string error) => new(_state.Name, FaultKind.Error, error, Math.Min(Invariants.Survived(_role, error), Few));
    }

    /// <summary>From 1 to one more than the definition retries; of many, the first ones and the last.</summary>
    private IEnumerable<int> Counts(string error, bool everyCount)
    {
        // Each retry of a Parallel or a Map starts again at the first attempt of the task.
        var attempts = _retrying.Aggregate(
            1L,
            (product, state) =>
                Math.Min(int.MaxValue, product * (1 + (state.Retry.FirstOrDefault(retrier => retrier.Covers(error))?.MaxAttempts ?? 0)))
        );
        var most = Math.Max((int)attempts - 1, Invariants.Survived(_role, error));
        if (!everyCount)
        {
            return new[] { 1, Math.Min(most, Few) + 1 }.Distinct();
        }

        return most <= Few ? Enumerable.Range(1, most + 1) : Enumerable.Range(1, Few).Append(most).Append(most + 1);
    }

    private static IEnumerable<ExploredTask> In(Flow flow, IReadOnlyList<State> outer, bool hasExecutionTimeout)
    {
        foreach (var state in flow.States)
        {
            IReadOnlyList<State> retrying = [state, .. outer];
            if (state is TaskState task)
            {
                yield return new ExploredTask(task, retrying, hasExecutionTimeout);
            }

            foreach (var found in state.Inner.SelectMany(inner => In(inner, retrying, hasExecutionTimeout)))
            {
                yield return found;
            }
        }
    }
}
