using PromptToImage.StatesLanguage.Interpretation;

namespace PromptToImage.StatesLanguage;

/// <summary>The Amazon States Language as a pure function: an execution and an event give the next execution, events and effects.</summary>
public static class Interpreter
{
    /// <summary>Most bytes (UTF-8) of any state's, task's or execution's input or output.</summary>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
    public const int MaxDataBytes = 262_144;

    /// <summary>Most events of a history. The last may only be the end of the execution.</summary>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/bp-history-limit.html</remarks>
    public const int MaxHistoryEvents = 25_000;

    /// <summary>
    /// Decides what follows from an event. Reads no clock and draws no chance but <see cref="ExecutionStart.Seed"/>'s: equal
    /// arguments give equal decisions. What does not concern the execution any more (a late answer, a cancelled timer, a
    /// stop of what has ended) changes nothing.
    /// </summary>
    /// <param name="now">The time of the decision; taken in whole milliseconds, and never before the last event's.</param>
    /// <exception cref="InvalidOperationException">A redrive of what <see cref="Execution.CanRedrive"/> says cannot be.</exception>
    public static Decision Decide(Execution execution, ExecutionEvent e, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(execution);
        ArgumentNullException.ThrowIfNull(e);
        var decision = new DecisionBuilder(execution, now);
        decision.Drain();
        ExternalEventHandler.Accept(decision, e);
        decision.Drain();
        return decision.Build(includesPending: e is ExecutionEvent.Begin);
    }
}
