namespace PromptToImage.AwsEmulator.Storage;

/// <summary>Settings of durability and locking.</summary>
public sealed record DatabaseOptions
{
    /// <summary>
    /// Whether every commit waits until the disk has written it. The default is false: a commit is acknowledged after the operating system
    /// has accepted it. It survives a kill of the process at any moment. A power failure or a crash of the operating system can lose the
    /// latest commits, but does not damage the file.
    /// </summary>
    public bool SurvivePowerLoss { get; init; }

    /// <summary>How long a statement waits for another program that has locked the file, such as a backup. Default 5 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The number of write requests that share one commit. Default 256; with more, the cost of a commit is no longer measurable.
    /// </summary>
    public int MaxGroupSize { get; init; } = 256;
}
