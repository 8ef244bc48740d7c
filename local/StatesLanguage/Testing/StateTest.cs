using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Evaluation;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Interpretation;

namespace PromptToImage.StatesLanguage.Testing;

/// <summary>
/// Runs the first state of a state machine alone, and shows how the state processes its data. The host calls the state's task and answers
/// it. The work of a Parallel or a Map is replaced by a mock. A Wait does not wait. Not thread-safe.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html</remarks>
/// <example>
/// <code>
/// var test = StateTest.Start(machine, start, new StateTestSetup(), now);
/// if (test.Task is { } task)
/// {
///     test.Respond(new ExecutionEvent.TaskSucceeded(task.TaskId, result));
/// }
///
/// Console.WriteLine(test.Result!.Status);
/// </code>
/// </example>
public sealed class StateTest
{
    private readonly StateTestSetup _setup;
    private readonly State _state;
    private StateInspection _inspection;
    private Execution _execution;
    private DateTimeOffset _now;
    private StateError? _error;
    private string _place = "";
    private JsonObject _variables;

    private StateTest(StateMachine machine, ExecutionStart start, StateTestSetup setup, DateTimeOffset now)
    {
        _setup = setup;
        _now = now;
        _variables = setup.Variables;
        _inspection = new StateInspection(start.Input);
        _execution = Execution.Create(machine, start);
        _state = machine.Flow.Start;
        _execution.Root = _execution.Root with
        {
            Visit = new EnteredState(_state, start.Input, VariableScope.Empty.With(setup.Variables))
            {
                Retries = new RetryProgress(setup.RetryCount, [.. Enumerable.Repeat(setup.RetryCount, _state.Retry.Count)]),
            },
        };
    }

    /// <summary>The task to call; null where the state has none, and after its response.</summary>
    public Effect.InvokeTask? Task { get; private set; }

    /// <summary>The result of the test; null while <see cref="Task"/> is not.</summary>
    public StateTestResult? Result { get; private set; }

    /// <summary>The context object that replaces the execution's; null without one.</summary>
    internal JsonValue? Context => _setup.Context;

    /// <summary>The items of a Map that replace those that the state reads; null without any.</summary>
    internal JsonArray? Items => _setup.Items;

    /// <summary>Runs the state until its task, or to its end.</summary>
    /// <param name="machine">A state machine that starts with the state. Every next state exists.</param>
    /// <param name="start">The names of the execution, and the input of the state.</param>
    /// <param name="setup">The parts that the test replaces.</param>
    /// <param name="now">The time of the test.</param>
    /// <exception cref="ArgumentException">The state is a Parallel or a Map, and there is no mock.</exception>
    public static StateTest Start(StateMachine machine, ExecutionStart start, StateTestSetup setup, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(setup);
        var test = new StateTest(machine, start, setup, now);
        if (test._state.Type is StateType.Parallel or StateType.Map && setup.Mock is null)
        {
            throw new ArgumentException("A Parallel or a Map needs a mock.", nameof(setup));
        }

        test.Advance(ExecutionEvent.Begin.Instance);
        if (test.Task is { } task && setup.Mock is { } mock)
        {
            test.Respond(
                mock.Result is { } result
                    ? new ExecutionEvent.TaskSucceeded(task.TaskId, result)
                    : new ExecutionEvent.TaskFailed(task.TaskId, mock.Error, mock.Cause)
            );
        }

        return test;
    }

    /// <summary>Continues with the response of the task.</summary>
    public void Respond(ExecutionEvent response)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response is ExecutionEvent.TaskSucceeded succeeded)
        {
            _inspection = _inspection with { Result = succeeded.Output };
        }

        Advance(response);
    }

    internal void SawInput(JsonValue effective) => _inspection = _inspection with { AfterInputPath = effective };

    internal void SawArguments(JsonValue arguments) => _inspection = _inspection with { AfterParameters = arguments };

    internal void SawItems(JsonArray items) => _inspection = _inspection with { AfterItemsPath = items };

    internal void SawItemInputs(JsonArray inputs) => _inspection = _inspection with { AfterItemSelector = inputs };

    internal void SawMaxConcurrency(int limit) => _inspection = _inspection with { MaxConcurrency = limit };

    internal void SawTolerance(int? count, double? percentage) =>
        _inspection = _inspection with { ToleratedFailureCount = count, ToleratedFailurePercentage = percentage };

    /// <summary>The output of a catcher is not shown.</summary>
    internal void SawResult(JsonValue selected, JsonValue placed)
    {
        if (_error is null)
        {
            _inspection = _inspection with { AfterResultSelector = selected, AfterResultPath = placed };
        }
    }

    /// <summary>Replaces the work of the selected Parallel or Map by the mock.</summary>
    internal bool Complete(DecisionBuilder decision)
    {
        if (_setup.Mock!.Result is { } result && !IsAboveTolerance())
        {
            decision.Branch = decision.Branch with { Result = result, Phase = BranchPhase.Exiting, Progress = null };
            return true;
        }

        return RetryCatch.Raise(
            decision,
            _setup.Mock.Result is null
                ? new StateError(_setup.Mock.Error, _setup.Mock.Cause)
                : new StateError(
                    ErrorNames.ExceedToleratedFailureThreshold,
                    "The specified tolerated failure threshold was exceeded"
                )
        );
    }

    // As recorded: failed iterations matter only where the state says how many it tolerates.
    private bool IsAboveTolerance()
    {
        if (_setup.FailedIterations is not { } failed)
        {
            return false;
        }

        var items = _inspection.AfterItemsPath is JsonArray array ? array.Count : 0;
        double? byPercentage = _inspection.ToleratedFailurePercentage is { } percentage ? percentage / 100 * items : null;
        var tolerated = _inspection.ToleratedFailureCount is { } count ? Math.Max(count, byPercentage ?? 0) : byPercentage;
        return failed > tolerated;
    }

    private void Advance(ExecutionEvent executionEvent)
    {
        Task = null;
        var decision = new DecisionBuilder(_execution, _now) { Test = this };
        ExternalEventHandler.Accept(decision, executionEvent);
        while (Result is null && decision.HasWork)
        {
            decision.Step();
            Observe(decision);
        }

        Task = decision.Effects.OfType<Effect.InvokeTask>().LastOrDefault();
        _execution = decision.BuildExecution();
        if (Result is not null || _execution.Root is not { Phase: BranchPhase.AwaitingTimer, Progress: DelayProgress delay } root)
        {
            return;
        }

        if (delay.Timer.Kind == TimerKind.Retry)
        {
            Finish(StateTestStatus.Retriable, retryDelay: delay.DueAt - _execution.LastEventTime);
            return;
        }

        _now = delay.DueAt;
        Advance(new ExecutionEvent.TimerFired(delay.Timer));
    }

    private void Observe(DecisionBuilder decision)
    {
        if (decision.Branch.State == _state)
        {
            _error = decision.Branch.Error ?? _error;
            _place = ErrorCauses.InState(decision.Branch, "");
        }

        if (decision.IsFinished && decision.Outcome.Status != ExecutionStatus.Succeeded)
        {
            _error = new StateError(decision.Outcome.Error, decision.Outcome.Cause);
            Finish(StateTestStatus.Failed);
        }
        else if (decision.Events is [.., { Details: HistoryDetails.StateExited exited }] && exited.Name == _state.Name)
        {
            _variables = (exited.AssignedVariables ?? JsonObject.Empty).Aggregate(
                _variables,
                (variables, assigned) => variables.With(assigned.Key, assigned.Value)
            );
            Finish(
                _error is null ? StateTestStatus.Succeeded : StateTestStatus.CaughtError,
                exited.Output,
                decision.Branch.Phase == BranchPhase.Entering ? decision.Branch.State.Name : null
            );
        }
    }

    private void Finish(StateTestStatus status, JsonValue? output = null, string? next = null, TimeSpan? retryDelay = null) =>
        Result = new StateTestResult(status, _inspection.For(_state, _variables))
        {
            Output = output,
            NextState = next,
            Error = _error?.Name,
            Cause = CauseOf(_error),
            RetryIndex = IndexOf(_state.Retry, retrier => retrier.Covers(_error?.Name, _error?.IsMissedHeartbeat ?? false)),
            RetryDelay = retryDelay,
            CatchIndex =
                status == StateTestStatus.CaughtError
                    ? IndexOf(_state.Catch, catcher => catcher.Covers(_error?.Name, _error?.IsMissedHeartbeat ?? false))
                    : null,
        };

    // As recorded: TestState does not say where in a history the error occurred.
    private string? CauseOf(StateError? error) =>
        error?.Cause?.StartsWith(_place, StringComparison.Ordinal) == true ? error.Cause[_place.Length..] : error?.Cause;

    private int? IndexOf<T>(IReadOnlyList<T> handlers, Func<T, bool> covers)
    {
        for (var i = 0; _error is not null && i < handlers.Count; i++)
        {
            if (covers(handlers[i]))
            {
                return i;
            }
        }

        return null;
    }
}
