namespace PromptToImage.Client.Tests.Harness;

/// <summary>A clock that stands still, so that a slow test does not change ages.</summary>
public sealed class StoppedClock : TimeProvider
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
