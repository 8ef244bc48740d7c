namespace PromptToImage.StatesLanguage.Definition;

public sealed class ChoiceState : State
{
    internal ChoiceState(StateHead head)
        : base(head) { }

    public override StateType Type => StateType.Choice;

    public required IReadOnlyList<ChoiceRule> Rules { get; init; }

    /// <summary>Where it goes when no rule holds; null makes that an error.</summary>
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
