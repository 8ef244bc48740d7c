using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Evaluation;

namespace PromptToImage.StatesLanguage.Interpretation;

/// <summary>
/// One sequence of states: the execution itself, a branch, or an iteration. Strands are changed in place, but only ever in
/// a copy that a decision has made for itself.
/// </summary>
internal sealed class Strand(Flow flow, JsonValue input, VariableScope variables)
{
    public Flow Flow { get; } = flow;

    public State State { get; set; } = flow.Start;

    public Phase Phase { get; set; } = Phase.Enter;

    /// <summary>The strand whose Parallel or Map this belongs to.</summary>
    public Strand? Parent { get; private set; }

    /// <summary>Which branch or iteration.</summary>
    public int Index { get; init; }

    /// <summary>What a Map iterates over here; null in a branch.</summary>
    public JsonValue? Item { get; init; }

    /// <summary>Whether it runs in an execution of its own, whose events are no part of this history.</summary>
    public bool Hidden { get; init; }

    /// <summary>The event that led here, which the next event names as its previous one.</summary>
    public long Last { get; set; }

    public long EnteredId { get; set; }

    public DateTimeOffset EnteredTime { get; set; }

    /// <summary>The state's input as it came.</summary>
    public JsonValue Input { get; set; } = input;

    public VariableScope Variables { get; set; } = variables;

    /// <summary>A result that is not written yet.</summary>
    public JsonValue? Result { get; set; }

    public string? Error { get; set; }

    public string? Cause { get; set; }

    /// <summary>Whether the error is a States.Timeout for want of a heartbeat.</summary>
    public bool HeartbeatMissed { get; set; }

    /// <summary>Retries of this state so far, all retriers together.</summary>
    public int Attempt { get; set; }

    /// <summary>Retries by each retrier; null before the first.</summary>
    public int[]? Retries { get; set; }

    public long TaskId { get; set; }

    /// <summary>The role of a Task's Credentials.</summary>
    public string? Role { get; set; }

    /// <summary>Whether a task that waits for its token was handed over.</summary>
    public bool Submitted { get; set; }

    public JsonValue? Parameters { get; set; }

    public int? TimeoutSeconds { get; set; }

    public int? HeartbeatSeconds { get; set; }

    /// <summary>When a Wait or a retry's delay ends, or a task's TimeoutSeconds.</summary>
    public DateTimeOffset? Due { get; set; }

    public DateTimeOffset? HeartbeatDue { get; set; }

    public Group? Group { get; set; }

    public TimerId Timer =>
        Phase == Phase.Waiting
            ? State.Type == StateType.Wait
                ? new TimerId(TimerKind.Wait, EnteredId)
                : new TimerId(TimerKind.Retry, Last)
            : new TimerId(TimerKind.TaskTimeout, TaskId);

    public TimerId HeartbeatTimer => new(TimerKind.Heartbeat, TaskId);

    public void Adopt(Strand child) => child.Parent = this;

    /// <param name="copies">Collects which copy is whose, where somebody needs to know.</param>
    public Strand Fork(Strand? parent, Dictionary<Strand, Strand>? copies)
    {
        var fork = (Strand)MemberwiseClone();
        fork.Parent = parent;
        copies?.Add(this, fork);
        if (Retries is not null)
        {
            fork.Retries = (int[])Retries.Clone();
        }

        if (Group is not null)
        {
            fork.Group = Group.Fork(fork, copies);
        }

        return fork;
    }
}
