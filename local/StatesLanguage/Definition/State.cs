namespace PromptToImage.StatesLanguage.Definition;

/// <summary>One state, with every path and template compiled.</summary>
public abstract class State
{
    private protected State(StateHead head)
    {
        Name = head.Name;
        Comment = head.Comment;
        JsonPointer = head.JsonPointer;
        Next = head.Next;
        Data = head.Data;
    }

    public abstract StateType Type { get; }

    public string Name { get; }

    public string? Comment { get; }

    /// <summary>Where it stands in the definition, for example <c>/States/Ship order</c>.</summary>
    public string JsonPointer { get; }

    /// <summary>The state after this one; null where it ends the flow, and for a Choice.</summary>
    public string? Next { get; }

    /// <summary>In their order; empty for states that cannot have any.</summary>
    public IReadOnlyList<Retrier> Retry { get; internal init; } = [];

    /// <summary>In their order; empty for states that cannot have any.</summary>
    public IReadOnlyList<Catcher> Catch { get; internal init; } = [];

    /// <summary>The flows inside: a Parallel's branches, a Map's processor.</summary>
    public virtual IReadOnlyList<Flow> Inner => [];

    internal State? NextState { get; private set; }

    internal StateData Data { get; }

    internal virtual void Link(Flow flow)
    {
        if (Next is not null)
        {
            NextState = flow[Next];
        }

        foreach (var catcher in Catch)
        {
            catcher.Link(flow);
        }
    }
}
