using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.History;

namespace PromptToImage.AwsEmulator.Executions;

/// <summary>The interpreter's decisions on several events, which are stored together.</summary>
/// <param name="State">The execution after the last event.</param>
/// <param name="Step">The changes to store.</param>
/// <param name="Effects">The effects to begin after the step is stored.</param>
/// <param name="Changed">For each event whether it had an effect.</param>
internal sealed record CombinedDecision(Execution State, ExecutionStep Step, IReadOnlyList<Effect> Effects, IReadOnlyList<bool> Changed)
{
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
        var changed = new bool[pending.Count];
        for (var i = 0; i < changed.Length; i++)
        {
            var decision = Interpreter.Decide(state, pending[i].Event, now, cancellationToken);
            state = decision.Execution;
            events.AddRange(decision.Events);
            effects.AddRange(decision.Effects);
            changed[i] = decision.Events.Count > 0 || decision.Effects.Count > 0;
        }

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
