using PromptToImage.StatesLanguage.Choices;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>A Choice: goes to the state of the first rule that holds.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html</remarks>
public sealed class ChoiceState : State
{
    internal ChoiceState(StateHead head)
        : base(head) { }

    /// <inheritdoc/>
    public override StateType Type => StateType.Choice;

    /// <summary>The rules, in the order in which they are tested. At least one.</summary>
    public required IReadOnlyList<ChoiceRule> Rules { get; init; }

    /// <summary>The next state where no rule holds. Null ends the execution with States.NoChoiceMatched.</summary>
    public string? Default { get; init; }

    internal State? DefaultState { get; private set; }

    internal override void Link(Flow flow)
    {
        base.Link(flow);
        foreach (var rule in Rules)
        {
            rule.Link(flow);
        }

        if (Default is not null)
        {
            DefaultState = flow[Default];
        }
    }
}

/// <summary>An entry of the field Choices: a condition and the state that follows if it holds.</summary>
public sealed class ChoiceRule
{
    internal ChoiceRule(Condition condition, string next, StateData data, string? comment)
    {
        Condition = condition;
        Next = next;
        Data = data;
        Comment = comment;
    }

    /// <summary>The name of the next state.</summary>
    public string Next { get; }

    /// <summary>The field Comment; null without one.</summary>
    public string? Comment { get; }

    /// <summary>The condition as text, for example <c>$.outcome == "stored"</c>.</summary>
    public string Label => Condition.Label;

    internal Condition Condition { get; }

    /// <summary>The output processing of the state, with the field Assign of this rule.</summary>
    internal StateData Data { get; }

    internal State NextState { get; private set; } = null!;

    internal void Link(Flow flow) => NextState = flow[Next];
}
