namespace PromptToImage.AwsEmulator.Executions;

/// <summary>Times as Step Functions keeps them.</summary>
internal static class ExecutionClock
{
    /// <summary>The present in whole milliseconds, because Step Functions keeps no smaller part.</summary>
    public static DateTimeOffset GetUtcMilliseconds(this TimeProvider time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
