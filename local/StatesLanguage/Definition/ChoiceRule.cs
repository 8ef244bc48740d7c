using PromptToImage.StatesLanguage.Choices;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>One entry of Choices.</summary>
public sealed class ChoiceRule
{
    internal ChoiceRule(Condition condition, string next, PayloadTemplate? assign, string? comment)
    {
        Condition = condition;
        Next = next;
        Assign = assign;
        Comment = comment;
    }

    public string Next { get; }

    public string? Comment { get; }

    /// <summary>The condition in words, for example <c>$.outcome == "stored"</c>.</summary>
    public string Label => Condition.Label;

    internal Condition Condition { get; }

    internal PayloadTemplate? Assign { get; }

    internal State NextState { get; private set; } = null!;

    internal void Link(Flow flow) => NextState = flow[Next];
}
