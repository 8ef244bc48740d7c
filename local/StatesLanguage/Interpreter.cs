using PromptToImage.StatesLanguage.Interpretation;

namespace PromptToImage.StatesLanguage;

/// <summary>
/// Runs executions as a pure function: an execution and an event give the next execution, history events and effects. It
/// reads no clock, does no I/O and starts no thread. Every method is safe to call from any number of threads.
/// </summary>
public static class Interpreter
{
    /// <summary>The largest input or output of a state, a task or an execution, in bytes of UTF-8.</summary>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
    public const int MaxDataBytes = 262_144;

    /// <summary>
    /// The largest total size of all variables of an execution, in bytes of UTF-8. Those of a Parallel's branches and of a Map's iterations
    /// count while they run. An iteration of a distributed Map has a total of its own.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html</remarks>
    public const int MaxVariableBytes = 10 * 1024 * 1024;

    /// <summary>The largest number of events in a history. The last one can only be the end of the execution.</summary>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/bp-history-limit.html</remarks>
    public const int MaxHistoryEvents = 25_000;

    /// <summary>
    /// The largest number of steps that the paths and expressions of an execution may take. A step is a value that a path
    /// visits, for example an item that a filter tests, or an operator of a JSONata expression. More end the execution with
    /// States.Runtime. A redrive starts to count again. Each decision of a distributed Map's items has a count of its own. Step
    /// Functions documents no such limit; ordinary definitions stay far below it.
    /// </summary>
    public const int MaxEvaluationSteps = 20_000_000;

    /// <summary>
    /// The largest number of states that the items of an execution's distributed Maps may enter together. More end the execution with
    /// States.Runtime. A redrive starts to count again. On AWS each item is an execution of its own with a limit of its own.
    /// </summary>
    public const int MaxItemStates = 1_000_000;

    /// <summary>
    /// Decides what follows from an event. Equal arguments give equal decisions. An event that no longer concerns the
    /// execution (a late response, a cancelled timer, a stop after the end) changes nothing.
    /// </summary>
    /// <param name="execution">The execution, which stays as it is.</param>
    /// <param name="e">What happened. The first event is <see cref="ExecutionEvent.Begin"/>.</param>
    /// <param name="now">
    /// The time of the decision. It is rounded down to a millisecond. A time before the last event counts as the time of
    /// the last event.
    /// </param>
    /// <param name="maxSteps">
    /// The largest number of steps of the decision, each of which writes at most one event. A decision that needs more leaves
    /// <see cref="Execution.HasStepsLeft"/>, so that a host can store it in parts: the next event is then
    /// <see cref="ExecutionEvent.Continue"/> or <see cref="ExecutionEvent.Stop"/>, which does not wait for the steps. A stop has no limit.
    /// Items of distributed Maps write no events, so each of them that can take a step may take one, however many there are.
    /// </param>
    /// <param name="cancellationToken">Ends a decision that takes long, between two of its steps. Nothing of it remains.</param>
    /// <returns>The next execution, the events to store, and the effects to carry out after that.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">
    /// <see cref="ExecutionEvent.Redrive"/> where <see cref="Execution.CanRedrive"/> is false, or an event other than
    /// <see cref="ExecutionEvent.Begin"/>, <see cref="ExecutionEvent.Continue"/> and <see cref="ExecutionEvent.Stop"/> for an execution
    /// that has more than <paramref name="maxSteps"/> steps left.
    /// </exception>
    /// <example>
    /// <code>
    /// var decision = Interpreter.Decide(execution, ExecutionEvent.Begin.Instance, now);
    /// while (decision.Effects.OfType&lt;Effect.InvokeTask>().FirstOrDefault() is { } task)
    /// {
    ///     var response = new ExecutionEvent.TaskSucceeded(task.TaskId, task.Parameters);
    ///     decision = Interpreter.Decide(decision.Execution, response, now);
    /// }
    /// </code>
    /// </example>
    public static Decision Decide(
        Execution execution,
        ExecutionEvent e,
        DateTimeOffset now,
        int maxSteps = int.MaxValue,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(execution);
        ArgumentNullException.ThrowIfNull(e);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxSteps);
        var decision = new DecisionBuilder(execution, now)
        {
            CancellationToken = cancellationToken,
            StepsLeft = e is ExecutionEvent.Stop ? int.MaxValue : Math.Max(maxSteps, execution.UnrecordedReady),
        };
        var isStopped = e is ExecutionEvent.Stop && execution.LastEventId > 0;
        if (!isStopped)
        {
            decision.Drain();
            if (decision.HasWork && e is not (ExecutionEvent.Begin or ExecutionEvent.Continue))
            {
                throw new InvalidOperationException($"The execution must continue before it can accept {e.GetType().Name}.");
            }
        }

        ExternalEventHandler.Accept(decision, e);
        decision.Drain();
        return decision.Build(includesPending: e is ExecutionEvent.Begin);
    }
}
