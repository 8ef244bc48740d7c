namespace PromptToImage.AwsEmulator.Storage;

/// <summary>How hard the database works to keep what it has acknowledged.</summary>
public sealed record DatabaseOptions
{
    /// <summary>
    /// Whether every commit waits for the disk itself. Without it (the default) a commit is in the operating
    /// system's hands before it is acknowledged: it survives the process being killed at any moment, and
    /// only a power failure or a crash of the whole machine can lose the last moments, never damage the file.
    /// </summary>
    public bool SurvivePowerLoss { get; init; }

    /// <summary>How long to wait for another program that has the file open, such as a backup. Default 5 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many pieces of work may share one commit. Default 256: past that a commit's own cost no longer shows.</summary>
    public int LargestGroup { get; init; } = 256;
}
