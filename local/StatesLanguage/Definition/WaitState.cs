using PromptToImage.StatesLanguage.Paths;

namespace PromptToImage.StatesLanguage.Definition;

public sealed class WaitState : State
{
    internal WaitState(StateHead head)
        : base(head) { }

    public override StateType Type => StateType.Wait;

    internal WholeNumber? Seconds { get; init; }

    internal DateTimeOffset? Timestamp { get; init; }

    internal JsonPath? TimestampPath { get; init; }
}
