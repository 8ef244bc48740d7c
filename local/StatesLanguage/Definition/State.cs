namespace PromptToImage.StatesLanguage.Definition;

/// <summary>
/// A state of a definition. Its paths and templates are compiled. Each state type has a class, which has the fields that only
/// this type has. Immutable.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/workflow-states.html</remarks>
public abstract class State
{
    private protected State(StateHead head)
    {
        Name = head.Name;
        Comment = head.Comment;
        Location = head.Location;
        QueryLanguage = head.QueryLanguage;
        Next = head.Next;
        Data = head.Data;
    }

    /// <summary>The field Type.</summary>
    public abstract StateType Type { get; }

    /// <summary>The name of the state. It is unique in the state machine.</summary>
    public string Name { get; }

    /// <summary>The field Comment; null without one.</summary>
    public string? Comment { get; }

    /// <summary>The place of the state in the definition, for example <c>/States/Orders/Branches[0]/States/Ship</c>.</summary>
    public string Location { get; }

    /// <summary>The query language of the state: its own, or the one of the state machine.</summary>
    public QueryLanguage QueryLanguage { get; }

    /// <summary>The name of the next state; null for a state that ends its flow, and for a Choice.</summary>
    public string? Next { get; }

    /// <summary>The retriers, in the order of the definition. Empty for a state type without the field Retry.</summary>
    public IReadOnlyList<Retrier> Retry { get; internal init; } = [];

    /// <summary>The catchers, in the order of the definition. Empty for a state type without the field Catch.</summary>
    public IReadOnlyList<Catcher> Catch { get; internal init; } = [];

    /// <summary>The flows inside the state: the branches of a Parallel or the item processor of a Map.</summary>
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

/// <summary>The type of a state. Hosts may store the values, so they never change.</summary>
public enum StateType : byte
{
    /// <summary>Calls a resource.</summary>
    Task = 0,

    /// <summary>Passes or changes its input.</summary>
    Pass = 1,

    /// <summary>Takes the transition of the first rule that holds.</summary>
    Choice = 2,

    /// <summary>Waits for a time.</summary>
    Wait = 3,

    /// <summary>Ends its flow with success.</summary>
    Succeed = 4,

    /// <summary>Ends its flow with an error.</summary>
    Fail = 5,

    /// <summary>Runs branches at the same time.</summary>
    Parallel = 6,

    /// <summary>Runs one flow for each item of an array.</summary>
    Map = 7,
}

/// <summary>The fields that all states share.</summary>
internal sealed record StateHead(
    string Name,
    string Location,
    QueryLanguage QueryLanguage,
    string? Comment,
    string? Next,
    StateData Data
);
