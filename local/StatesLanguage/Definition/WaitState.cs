namespace PromptToImage.StatesLanguage.Definition;

/// <summary>A Wait: waits for a number of seconds, or until a time.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html</remarks>
public sealed class WaitState : State
{
    internal WaitState(StateHead head)
        : base(head) { }

    /// <inheritdoc/>
    public override StateType Type => StateType.Wait;

    internal WholeNumberField? Seconds { get; init; }

    internal TimestampField? Timestamp { get; init; }
}
