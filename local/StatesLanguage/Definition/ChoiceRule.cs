using PromptToImage.StatesLanguage.Choices;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>One entry of Choices.</summary>
public sealed class ChoiceRule
{
    internal ChoiceRule(Condition condition, string next, StateData data, string? comment)
    {
        Condition = condition;
        Next = next;
        Data = data;
        Comment = comment;
    }

    public string Next { get; }

    public string? Comment { get; }

    /// <summary>The condition in words, for example <c>$.outcome == "stored"</c>.</summary>
    public string Label => Condition.Label;

    internal Condition Condition { get; }

    /// <summary>The output processing of the state, with the field Assign of this rule.</summary>
    internal StateData Data { get; }

    internal State NextState { get; private set; } = null!;

    internal void Link(Flow flow) => NextState = flow[Next];
}
