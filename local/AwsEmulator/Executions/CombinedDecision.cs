using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>The interpreter's decisions on several events, which are stored together.</summary>
/// <param name="State">The execution after the last event.</param>
/// <param name="Step">The changes to store.</param>
/// <param name="Effects">The effects to begin after the step is stored.</param>
/// <param name="Changed">For each event that was decided on, the first ones, whether it had an effect.</param>
internal sealed record CombinedDecision(Execution State, ExecutionStep Step, IReadOnlyList<Effect> Effects, IReadOnlyList<bool> Changed)
{
    /// <summary>
    /// The largest number of steps of one decision, and about that of the history events that are stored together. An execution that can
    /// take many steps without waiting, such as a loop, is decided on in parts: nothing waits for all of them, neither a stop nor the
    /// response to a start, and their events need not fit into memory together.
    /// </summary>
    public const int MaxSteps = 250;

    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static CombinedDecision Make(
        ExecutionRecord record,
        Execution state,
        IReadOnlyList<PendingEvent> pending,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var events = new List<HistoryEvent>();
        var effects = new List<Effect>();
        var changed = new List<bool>(pending.Count);
        do
        {
            var decision = Interpreter.Decide(state, pending[changed.Count].Event, now, MaxSteps, cancellationToken);
            state = decision.Execution;
            events.AddRange(decision.Events);
            effects.AddRange(decision.Effects);
            changed.Add(decision.Events.Count > 0 || decision.Effects.Count > 0);
        } while (changed.Count < pending.Count && !state.HasStepsLeft && events.Count < MaxSteps);

        var after = record with
        {
            Status = state.Status,
            StopDate = state.StopTime,
            Error = state.Error,
            RedriveCount = state.RedriveCount,
            RedriveDate = state.RedriveTime,
        };
        var step = new ExecutionStep(record, after, events) { Output = state.Output?.ToJson(), Cause = state.Cause };
        return new CombinedDecision(state, step, effects, changed);
    }
}
